import type { DenyWords } from './denies.ts';

/** Why a feeder is refused where no Deny of ours speaks: nothing allows it, or the line is not safe. */
export const WITHOUT_RIGHT: readonly DenyWords[] = [
  {
    cause:
      'It put outside its own folder: in another site’s or feeder’s, with a slash too few, or with a slash in front of `site=`.',
    action: 'Set the folder as above. It is compared letter by letter.',
  },
  {
    cause: 'It asked for another bucket, another stream, or a verb that this page does not list as allowed.',
    action:
      'Compare names with the settings above. If the product needs the verb, tell the cloud team; if nobody in the plant did it, tell them at once.',
  },
  {
    cause: 'It called without TLS, or with one older than 1.2.',
    action: 'Use `https://`, and turn TLS 1.2 or newer on.',
  },
];
