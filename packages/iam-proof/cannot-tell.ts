/** The proof met something that it does not understand. It says so and judges nothing, since a thing left out would be a hole. */
export class CannotTell extends Error {
  override readonly name = 'CannotTell';

  /** `where` is a file, or stack, logical id and path within the resource. */
  constructor(
    readonly where: string,
    readonly reason: string,
  ) {
    super(`${where}: ${reason}`);
  }
}
