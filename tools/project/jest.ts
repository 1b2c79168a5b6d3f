/** The command that runs jest on this project. */
export const JEST: readonly [string, ...string[]] = [
  process.execPath,
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--ci',
];
