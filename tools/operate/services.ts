import { paginateListStackResources, paginateListStacks, StackStatus } from '@aws-sdk/client-cloudformation';
import type { NotApplied, Recorded } from '../../packages/local-cloud/cloud.ts';
import type { Clients } from './aws.ts';

/** What stands of a service, and how much of it has no effect here. */
export interface Service {
  readonly service: string;
  readonly resources: number;
  /** Properties that were set, and do nothing. */
  readonly notApplied: number;
}

const STANDS: readonly StackStatus[] = Object.values(StackStatus).filter(
  (status) => status !== StackStatus.DELETE_COMPLETE,
);

/** Resources of every stack by service, in the order of the alphabet. */
export async function services(
  { cloudformation: client }: Pick<Clients, 'cloudformation'>,
  notApplied: readonly NotApplied[],
): Promise<Service[]> {
  const types: string[] = [];
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, { StackStatusFilter: [...STANDS] })) {
    for (const { StackName } of StackSummaries) types.push(...(await typesIn(client, StackName)));
  }
  return [...new Set(types.map(serviceOf))].toSorted().map((service) => ({
    service,
    resources: types.filter((type) => serviceOf(type) === service).length,
    notApplied: notApplied.filter(({ type }) => serviceOf(type) === service).length,
  }));
}

async function typesIn(client: Clients['cloudformation'], StackName: string | undefined): Promise<string[]> {
  const types: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    types.push(...StackResourceSummaries.flatMap(({ ResourceType }) => ResourceType ?? []));
  }
  return types;
}

function serviceOf(type: string): string {
  const [vendor, service = ''] = type.split('::');
  return vendor === 'AWS' ? service : 'Custom resources';
}

/** A row a service, and what to ask for more. */
export function serviceLines(
  found: readonly Service[],
  notApplied: readonly NotApplied[],
  recorded: readonly Recorded[],
): string[] {
  if (found.length === 0) return ['nothing is deployed: npx cdk deploy --all -c env=local, or npm run demo'];
  const width = Math.max(...found.map(({ service }) => service.length));
  const rows = found.map(({ service, resources, notApplied: without }) =>
    `${service.padEnd(width)}  ${String(resources).padStart(9)}  ${without > 0 ? String(without).padStart(14) : ''}`.trimEnd(),
  );
  return [
    `${'service'.padEnd(width)}  resources  without effect`,
    ...rows,
    `without effect: ${notApplied.length} properties that were set and do nothing here; recorded: ${recorded.length} Kubernetes objects and charts that run nowhere. Each, and why: --verbose`,
  ];
}
