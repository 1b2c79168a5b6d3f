import { VERBS } from '../../tools/verbs.ts';

test.each(Object.entries(VERBS))('airlock %s is the command that is loaded for it', async (verb, { load }) => {
  expect((await load()).name()).toBe(verb);
});
