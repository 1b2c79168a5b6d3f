import { type Identity, isList, isObject, type JsonObject } from '../../../packages/iam-proof/index.ts';
import { valuesAt } from '../world/members.ts';
import type { Places } from './places.ts';
import type { Right } from './right.ts';

/** The tag that Pod Identity gives a session, which the pod cannot choose. */
export const NAMESPACE = 'aws:PrincipalTag/kubernetes-namespace';

/** Profiles that name their datasets, and what the notebooks of each read of gold, all of it. */
export function boundProfiles(places: Places): { readonly name: string; readonly rights: readonly Right[] }[] {
  const gold = places.bucket('gold');
  return profilesIn(places).flatMap(({ name, datasets }) => {
    if (!isList(datasets)) return [];
    const keys = datasets.flatMap((dataset) => [`delta/${dataset}/*`, `${dataset}.parquet`, `${dataset}/*`]);
    const rights: Right[] = [
      { actions: ['s3:ListBucket'], resources: [gold], like: { 's3:prefix': keys } },
      { actions: ['s3:GetObject'], resources: keys.map((key) => `${gold}/${key}`) },
    ];
    return [{ name: String(name), rights }];
  });
}

/** What the reader of gold must be able to do in the name of each profile. */
export function profileRights(places: Places, identity: Identity): Right[] {
  if (!isGoldReader(places, identity)) return [];
  const bound = boundProfiles(places);
  const gold = places.bucket('gold');
  const all: Right[] = [
    { actions: ['s3:ListBucket'], resources: [gold] },
    { actions: ['s3:GetObject'], resources: [`${gold}/*`] },
  ];
  return profilesIn(places).flatMap(({ name }) => {
    const rights = bound.find((each) => each.name === name)?.rights ?? all;
    return rights.map((right) => ({ ...right, when: { [NAMESPACE]: [String(name)] } }));
  });
}

export function isGoldReader({ deployment }: Places, { name }: Identity): boolean {
  return name === `${deployment}-gold-reader`;
}

function profilesIn({ config }: Places): JsonObject[] {
  return valuesAt(config, ['consumption', 'kubeflow', 'profiles']).flatMap((each) => (isObject(each) ? [each] : []));
}
