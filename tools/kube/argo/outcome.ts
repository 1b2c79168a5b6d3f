import type { ApplicationState } from '../check/applications.ts';
import type { Outcome } from '../rung.ts';
import { isSettled } from './settled.ts';

/** Kinds whose health is that of pods, or of a program in a pod: without nodes there is none. */
const NEED_NODES = [
  'Certificate',
  'ClusterIssuer',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Issuer',
  'Job',
  'PersistentVolumeClaim',
  'Pod',
  'StatefulSet',
];

export interface Watched {
  /** Version of Argo CD. */
  readonly version: string;
  readonly states: readonly ApplicationState[];
  /** How long it took until they were so. */
  readonly minutes: number;
  /** @default - they had not settled, and were not looked at any longer */
  readonly rest?: Rest;
}

interface Rest {
  /** What Applications did that should have rested. */
  readonly again: ReadonlyMap<string, string>;
  /** Objects with webhooks that were written into, as programs in pods do. */
  readonly written: number;
  readonly minutes: number;
}

/** What a person is told of Applications that were watched. */
export function outcomeOf({ version, states, minutes, rest }: Watched): Outcome {
  const of = (count: number): string => `${count} of ${states.length}`;
  const synced = states.filter(({ sync }) => sync === 'Synced').length;
  const healthy = states.filter(({ health }) => health === 'Healthy').length;
  const ill = states.flatMap((state) => state.ill.map((each) => ({ ...each, application: state.name })));
  const waiting = ill.filter(({ kind }) => NEED_NODES.includes(kind));
  return {
    rung: 'argo',
    facts: [
      `Argo CD ${version}: ${of(synced)} Applications Synced after ${minutes} min`,
      ...(rest === undefined ? [] : restOf(rest, states.length)),
      `${of(healthy)} Healthy; what ails the others: ${waiting.length} objects that wait for a node, which there is none of here`,
    ],
    findings: [
      ...states.filter((state) => !isSettled(state)).map(({ name, sync, words }) => `${name}: ${sync}; ${words}`),
      ...[...(rest?.again ?? [])].map(([name, words]) => `${name}: ${words}`),
      ...ill
        .filter((each) => !waiting.includes(each))
        .map(({ application, kind, name, health, words }) => `${application}: ${kind} ${name} is ${health}: ${words}`),
    ],
    left: [],
  };
}

function restOf({ again, written, minutes }: Rest, all: number): string[] {
  return [
    `${all - again.size} of ${all} were synced no more in ${minutes} min, though what pods write stood in ${written} objects with webhooks`,
  ];
}
