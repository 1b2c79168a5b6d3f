import type { Config } from '../../lib/config/config.ts';
import { type Assembly, CannotTell } from '../../packages/iam-proof/index.ts';
import { type Deployed, deployedIn } from './deployed.ts';
import { isFree } from './free.ts';
import type { Line, Rule, Scene, Stage } from './line.ts';
import { PRICED_REGION } from './prices.ts';
import { BUCKETS } from './rules/buckets.ts';
import { FUNCTIONS } from './rules/functions.ts';
import { GLUE } from './rules/glue.ts';
import { MACHINES } from './rules/machines.ts';
import { STREAMS_AND_QUEUES } from './rules/streams-and-queues.ts';
import { WATCHING } from './rules/watching.ts';
import type { Volumes } from './volumes.ts';
import { workloadOf } from './workload.ts';

const RULES: Readonly<Record<string, Rule>> = {
  ...BUCKETS,
  ...FUNCTIONS,
  ...GLUE,
  ...MACHINES,
  ...STREAMS_AND_QUEUES,
  ...WATCHING,
};

const OF_STACK: Readonly<Record<string, Stage>> = {
  'replica-store': 'replica store',
  ingestion: 'ingestion',
  transformation: 'transformation',
  consumption: 'consumption',
  kubeflow: 'consumption',
  operations: 'operations',
};

/** Services that serve the plant's side, or watch, whatever stack they are in. */
const OF_SERVICE: Readonly<Record<string, Stage>> = {
  'AWS::CloudTrail': 'operations',
  'AWS::CloudWatch': 'operations',
  'AWS::Logs': 'operations',
  'AWS::RolesAnywhere': 'extraction',
  'AWS::SNS': 'operations',
};

/** A line whose stage is known. */
export type StagedLine = Line & { readonly stage: Stage };

/** What a month of one deployment costs at declared volumes. */
export interface Estimate {
  readonly volumes: Volumes;

  /** Lines of one kind added up, the greatest first. */
  readonly lines: readonly StagedLine[];
  readonly usd: number;

  /** Resources whose cost is not known, each with why. Where there is any, the sum is too small. */
  readonly unknown: readonly string[];
}

export function estimate(assembly: Assembly, config: Config, volumes: Volumes): Estimate {
  const all = deployedIn(assembly);
  const unknown: string[] = config.region === PRICED_REGION ? [] : [foreignRegion(config)];
  const scene = { all, workload: workloadOf(all, config, volumes) };
  const lines = added(
    all.flatMap((resource) => {
      try {
        return linesOf(resource, scene);
      } catch (error) {
        if (!(error instanceof CannotTell)) throw error;
        unknown.push(error.message);
        return [];
      }
    }),
  );
  return { volumes, lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0), unknown };
}

function foreignRegion({ region }: Config): string {
  return `region: got ${region}, wanted ${PRICED_REGION}: prices of others are not known`;
}

function linesOf(resource: Deployed, scene: Scene): StagedLine[] {
  const rule = RULES[resource.type];
  if (rule === undefined) {
    if (isFree(resource.type)) return [];
    throw new CannotTell(
      resource.where,
      'got a type that has no price and does not stand among those that cost nothing',
    );
  }
  const stage = stageOf(resource);
  return rule(resource, scene).map((line) => ({ stage, ...line }));
}

function stageOf({ stack, type, where }: Deployed): Stage {
  const service = OF_SERVICE[type.split('::').slice(0, 2).join('::')];
  const named = Object.entries(OF_STACK).find(([name]) => stack.endsWith(`-${name}`));
  const stage = service ?? named?.[1];
  if (stage === undefined)
    throw new CannotTell(where, `got a stack of no stage, wanted one of ${Object.keys(OF_STACK).join(', ')}`);
  return stage;
}

/** One line of all that are called alike in a stage; those that cost less than a tenth of a cent say nothing. */
function added(lines: readonly StagedLine[]): StagedLine[] {
  const byName = new Map<string, StagedLine>();
  for (const line of lines) {
    const name = `${line.stage} ${line.what}`;
    const before = byName.get(name);
    byName.set(name, before === undefined ? line : { ...before, usd: before.usd + line.usd });
  }
  return [...byName.values()].filter(({ usd }) => usd >= 0.001).toSorted((one, other) => other.usd - one.usd);
}
