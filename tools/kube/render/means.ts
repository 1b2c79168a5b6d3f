import type { Programs } from '../programs.ts';
import type { Repositories } from '../upstream/repositories.ts';

/** What rendering takes. */
export interface Means {
  readonly programs: Programs;
  readonly from: Repositories;
}
