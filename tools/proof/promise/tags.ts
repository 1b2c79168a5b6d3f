import { type Identity, isObject, listAt } from '../../../packages/iam-proof/index.ts';

/** Words of a tag that an identity carries for whoever reviews it. */
export function tagged({ properties, source }: Identity, key: string): string[] {
  const tags = listAt(properties.Tags, source).filter(isObject);
  return tags.filter(({ Key }) => Key === key).flatMap(({ Value }) => String(Value).split(' '));
}
