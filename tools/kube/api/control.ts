import type { Answer } from './kubectl.ts';

/** Something that an API server must refuse, or its like that it must not. */
export interface Control {
  readonly title: string;
  readonly answer: Promise<Answer>;
  /** What a refusal says. @default - it is accepted */
  readonly refused?: RegExp;
}
