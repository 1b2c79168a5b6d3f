/** The solver has no exact formula for something: nothing may be proven where it stands in the way. */
export class Unmodelled extends Error {
  override readonly name = 'Unmodelled';
}
