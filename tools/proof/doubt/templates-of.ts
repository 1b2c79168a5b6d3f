import { parseStack, type Assembly as Templates } from '../../../packages/iam-proof/index.ts';
import { type Places, placesOf } from '../promise/places.ts';
import type { Assembly } from './template.ts';

/** A synthesized assembly as the proof reads one. */
export function templatesOf({ name, account, region, assetBuckets, templates }: Assembly): Templates {
  const stacks = Object.entries(templates).map(([stack, template]) =>
    parseStack({ name: stack, account, region, assetBuckets }, template, stack),
  );
  return { folder: name, stacks };
}

/** Its places, beside its configuration. */
export function placesIn(assembly: Assembly): Places {
  return { ...placesOf(templatesOf(assembly)), config: assembly.config };
}
