/** Value of an environment variable that the stack must have set. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name}: got nothing, wanted a value`);
  return value;
}
