export default {
  testEnvironment: 'node',
  // A machine with other work may take long for what is quick; what hangs is ended all the same.
  testTimeout: 60_000,
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: '<rootDir>/test/support/synthesis/start.js',
  globalTeardown: '<rootDir>/test/support/synthesis/stop.js',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
};
