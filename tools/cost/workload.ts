import type { Config, Feeder } from '../../lib/config/config.ts';
import { isObject } from '../../packages/iam-proof/index.ts';
import { assumed } from './assumptions.ts';
import { type Deployed, flatText } from './deployed.ts';
import { timesAMonth } from './schedule.ts';
import type { Volumes } from './volumes.ts';

/** What a month brings to a deployment, and what it is asked to do. */
export interface Workload {
  /** Whether anything new ever arrives. */
  readonly isBusy: boolean;
  readonly monthsKept: number;

  /** Executions of the state machine, and those that have work to do. */
  readonly executions: number;
  readonly working: number;
  readonly maintaining: number;

  /** Readings a month, and those that come by streams. */
  readonly readings: number;
  readonly streamed: number;

  /** Objects that land, and batches that streams write to bronze. */
  readonly landed: number;
  readonly batches: number;

  /** Bytes a month. */
  readonly landedBytes: number;
  readonly bronzeBytes: number;
  readonly silverBytes: number;
  readonly goldBytes: number;
}

export const GB = 1e9;
export const GIB = 1024 ** 3;

export function workloadOf(resources: readonly Deployed[], config: Config, volumes: Volumes): Workload {
  const isBusy = volumes.tags > 0;
  const hours = assumed('hoursAMonth');
  const feeders = config.sites.flatMap((site) => site.feeders);
  const readings = volumes.tags * volumes.eventsPerTagHour * hours;
  const share = readings / feeders.length;
  const streaming = feeders.filter(({ stream }) => stream !== null);
  const filed = feeders.filter(({ stream }) => stream === null);
  const filedBytes = sum(filed.map((feeder) => share * bytesOf(feeder)));
  const streamed = share * streaming.length;
  const { often, maintaining } = executionsOf(resources);
  return {
    isBusy,
    monthsKept: volumes.monthsKept,
    executions: often + maintaining,
    working: isBusy ? often + maintaining : maintaining,
    maintaining,
    readings,
    streamed,
    landed: isBusy ? sum(feeders.map(filesOf)) : 0,
    batches: isBusy ? streaming.length * hours * 60 * assumed('recordsAMinute') : 0,
    landedBytes: filedBytes,
    bronzeBytes: filedBytes + streamed * assumed('parquetBytes'),
    silverBytes: readings * assumed('silverBytes'),
    goldBytes: isBusy ? goldBytes(config, volumes.tags) : 0,
  };
}

function bytesOf({ profile }: Feeder): number {
  return assumed(profile === 'sender' ? 'parquetBytes' : 'csvBytes');
}

/** Objects that a feeder lands in a month. A view that is streamed comes as records, and tags once a day. */
function filesOf({ views, stream }: Feeder): number {
  const days = assumed('hoursAMonth') / 24;
  return sum(
    views
      .filter(({ name }) => name !== stream?.view)
      .map(({ kind }) => (kind === 'tag-snapshot' ? days : days * 24 * assumed('filesAnHour'))),
  );
}

function goldBytes({ datasets }: Config, tags: number): number {
  const seconds = assumed('hoursAMonth') * 3600;
  return sum(
    datasets.map(({ gridSeconds }) => (tags / datasets.length) * (seconds / gridSeconds) * assumed('goldBytes')),
  );
}

/** Starts of the state machine by schedule: those for new data, and those that maintain. */
function executionsOf(resources: readonly Deployed[]): { often: number; maintaining: number } {
  const schedules = resources.filter(
    ({ type, properties }) => type === 'AWS::Scheduler::Schedule' && properties.State !== 'DISABLED',
  );
  const times = (maintain: boolean): number =>
    sum(
      schedules
        .filter(({ properties }) => isMaintenance(properties) === maintain)
        .map(({ properties, where }) => timesAMonth(flatText(properties.ScheduleExpression), where)),
    );
  return { often: times(false), maintaining: times(true) };
}

function isMaintenance({ Target }: Deployed['properties']): boolean {
  return isObject(Target) && flatText(Target.Input).includes('"maintain":true');
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
