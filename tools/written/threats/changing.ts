import { file, mistakes, nothing, promise, TRAIL } from './cite.ts';
import type { Threat } from './threat.ts';

/** Changing the airlock itself. */
export const CHANGING: readonly Threat[] = [
  {
    id: 'T11',
    what: 'A change to this project, by mistake or on purpose, opens a hole.',
    prevented: [
      file('.github/CODEOWNERS', 'the platform team accepts each change of the golden files'),
      file('test/golden/airlock.md', 'every right, action by action, as a diff'),
      file('test/golden/permissions.md', 'every statement, as a diff'),
    ],
    proved: [
      mistakes('all'),
      file('tools/proof/prove.ts', 'the proof'),
      file('test/proof/matrix.test.ts', 'the matrix is as the templates'),
    ],
    detected: [TRAIL],
  },
  {
    id: 'T13',
    what: 'A package, a tool or an action of CI is changed by its supplier.',
    prevented: [
      file('package-lock.json', 'every npm package by hash'),
      file('requirements/jobs.txt', 'every Python package by hash'),
      nothing('actions of CI are named by version, not by commit; no audit of packages runs'),
    ],
    proved: [nothing('not proved')],
    detected: [nothing('not detected')],
  },
  {
    id: 'T17',
    what: 'Hides what it did: turns the record of calls off, or changes its files.',
    prevented: [
      file('lib/operations/call-trail.ts', 'signed files in a bucket of their own, and a log group'),
      nothing('an administrator can turn it off'),
    ],
    proved: [
      promise('watching', 'every call on landing and bronze is recorded, and a refused one of a plant raises an alarm'),
      promise('bucket-settings', 'buckets are closed, keep what they get, and say who asked'),
      mistakes('trail'),
    ],
    detected: [nothing('turning it off is the last call that it records; no alarm looks for it')],
  },
  {
    id: 'T18',
    what: 'Listens on the line, or speaks to a bucket without TLS.',
    prevented: [file('lib/replica-store/layer-bucket.ts', 'TLS 1.2 or newer, on every bucket')],
    proved: [
      file('tools/proof/properties/asked/tls.ts', 'every bucket, queue and topic asked of the solver'),
      mistakes('bucket-denies'),
    ],
    detected: [TRAIL],
  },
];
