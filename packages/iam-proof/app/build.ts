import { partitionOf } from '../assembly/partition.ts';
import type { Assembly } from '../assembly/template.ts';
import { CannotTell } from '../cannot-tell.ts';
import type { App } from './app.ts';
import { guardedOf } from './guarded.ts';
import { identitiesOf } from './identities.ts';
import { resourcesOf } from './resources.ts';

/**
 * Everything of an assembly that bears on who may do what, in concrete ARNs. `plainTypes` are types of its own, such as custom
 * resources, that carry no policy and open no way to data.
 *
 * @throws CannotTell at the first thing that is not understood.
 */
export function buildApp(assembly: Assembly, plainTypes: readonly string[] = []): App {
  const [first, ...others] = assembly.stacks;
  if (first === undefined) throw new CannotTell(assembly.folder, 'got no stack, wanted at least one');
  const foreign = others.find(({ account, region }) => account !== first.account || region !== first.region);
  if (foreign !== undefined) {
    throw new CannotTell(foreign.name, `got another account or region than ${first.name}, wanted one deployment`);
  }
  const resources = resourcesOf(assembly, plainTypes);
  return {
    account: first.account,
    region: first.region,
    partition: partitionOf(first.region),
    assetBuckets: [...new Set(assembly.stacks.flatMap(({ assetBuckets }) => assetBuckets))],
    identities: identitiesOf(resources),
    guarded: guardedOf(resources),
    resources,
  };
}
