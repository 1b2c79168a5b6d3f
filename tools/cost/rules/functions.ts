import { isList, textsWithin } from '../../../packages/iam-proof/index.ts';
import { assumed } from '../assumptions.ts';
import { flatText, jsonWithin, objectsWithin } from '../deployed.ts';
import type { Rule } from '../line.ts';
import { logCost } from '../logs.ts';
import { costOf, PRICES } from '../prices.ts';
import { callsOf, crawlsOf } from '../triggers.ts';
import { sum } from '../workload.ts';

/** Memory of a function that asks for none. */
const LEAST_MB = 128;

/** What calls of a function cost, each of so many seconds. */
export function callCost(calls: number, seconds: number, memoryMb: number, isArm: boolean): number {
  const perGbSecond = isArm ? PRICES.lambdaArmGbSecond : PRICES.lambdaGbSecond;
  return costOf(calls, PRICES.lambdaRequest) + costOf((calls * seconds * memoryMb) / 1024, perGbSecond);
}

const lambda: Rule = (resource, { all, workload }) => {
  const { MemorySize: memory = LEAST_MB, Architectures: architectures } = resource.properties;
  const calls = callsOf(resource, all, workload);
  const isArm = isList(architectures) && architectures.includes('arm64');
  return [
    { what: 'functions', usd: callCost(calls, assumed('functionSeconds'), Number(memory), isArm) },
    { what: 'logs of functions', usd: logCost(calls * assumed('functionLogBytes')) },
  ];
};

const machine: Rule = ({ properties }, { all, workload }) => {
  const { executions, working } = workload;
  const crawls = sum(all.filter(({ type }) => type === 'AWS::Glue::Crawler').map((each) => startedCrawls(each)));
  const transitions =
    executions * assumed('idleTransitions') +
    working * assumed('workTransitions') +
    crawls * (assumed('crawlTransitions') + looksAtCrawl(properties.DefinitionString));
  const key = 'transformation.schedule.everyMinutes';
  return [
    { what: 'steps of the state machine', usd: costOf(transitions, PRICES.stateTransition), key },
    { what: 'logs of the state machine', usd: logCost(working * assumed('executionLogBytes')), key },
  ];

  function startedCrawls(crawler: (typeof all)[number]): number {
    return crawler.properties.Schedule === undefined ? crawlsOf(crawler, all, workload) : 0;
  }
};

/** Steps that wait for a crawl of the least length: a wait, a look and a choice each time. */
function looksAtCrawl(definition: Parameters<typeof jsonWithin>[0]): number {
  const waits = objectsWithin(jsonWithin(definition)).filter(
    ({ Type, Next, Seconds }) => Type === 'Wait' && flatText(Next).includes('crawler') && typeof Seconds === 'number',
  );
  const seconds = waits.map(({ Seconds }) => Number(Seconds))[0];
  return seconds === undefined ? 3 * assumed('crawlLooks') : (3 * assumed('crawlMinutes') * 60) / seconds;
}

const schedule: Rule = (_, { workload }) => [
  { what: 'schedules', usd: costOf(workload.executions, PRICES.scheduleInvocation) },
];

const cluster: Rule = ({ properties }) => [
  {
    what: 'control plane of Kubeflow',
    usd: costOf(assumed('hoursAMonth'), PRICES.clusterHour),
    key: 'consumption.kubeflow.enabled',
  },
  ...(textsWithin(properties.Logging).length > 0
    ? [
        {
          what: 'logs of the control plane',
          usd: logCost(assumed('clusterLogGb') * 1e9),
          key: 'consumption.kubeflow.enabled',
        },
      ]
    : []),
];

export const FUNCTIONS: Readonly<Record<string, Rule>> = {
  'AWS::Lambda::Function': lambda,
  'AWS::StepFunctions::StateMachine': machine,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::EKS::Cluster': cluster,
};
