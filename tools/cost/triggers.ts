import { isList, isObject, textsWithin } from '../../packages/iam-proof/index.ts';
import { assumed } from './assumptions.ts';
import { type Deployed, flatText, jsonWithin, objectsWithin } from './deployed.ts';
import { timesAMonth } from './schedule.ts';
import { sum, type Workload } from './workload.ts';

/** How often a month a function is called, as the resources beside it say. One that nothing calls runs at deployments only. */
export function callsOf(fn: Deployed, all: readonly Deployed[], workload: Workload): number {
  const beside = all.filter(({ stack }) => stack === fn.stack);
  return sum([bySchedule(fn, beside), byEvents(fn, beside, workload), byMachine(fn, beside, workload)]);
}

function bySchedule({ id }: Deployed, beside: readonly Deployed[]): number {
  return sum(
    beside
      .filter(({ type, properties }) => type === 'AWS::Events::Rule' && properties.State !== 'DISABLED')
      .filter(({ properties }) => refers(properties.Targets, id))
      .filter(({ properties }) => properties.ScheduleExpression !== undefined)
      .map(({ properties, where }) => timesAMonth(flatText(properties.ScheduleExpression), where)),
  );
}

function byEvents({ id }: Deployed, beside: readonly Deployed[], { landed, batches }: Workload): number {
  const mappings = beside.filter(
    ({ type, properties }) => type === 'AWS::Lambda::EventSourceMapping' && refers(properties.FunctionName, id),
  );
  const sources = mappings.map(({ properties }) => beside.find((each) => refers(properties.EventSourceArn, each.id)));
  const hasQueue = sources.some((source) => source?.type === 'AWS::SQS::Queue');
  const hasStream = sources.some((source) => source?.type === 'AWS::Kinesis::Stream');
  return (hasQueue ? landed : 0) + (hasStream ? batches : 0);
}

function byMachine({ id }: Deployed, beside: readonly Deployed[], { executions }: Workload): number {
  const machines = beside.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  return machines.some(({ properties }) => flatText(properties.DefinitionString).includes(`<${id}>`)) ? executions : 0;
}

function refers(value: Deployed['properties'][string] | undefined, id: string): boolean {
  return textsWithin(value).includes(id);
}

/** How often a month a crawler runs: by its own schedule, and where the state machine starts it. */
export function crawlsOf(crawler: Deployed, all: readonly Deployed[], workload: Workload): number {
  const { Schedule: schedule, Name: name } = crawler.properties;
  const own = isObject(schedule) ? timesAMonth(flatText(schedule.ScheduleExpression), crawler.where) : 0;
  const machines = all.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  const isStarted = machines.some(({ properties }) => startedCrawlers(properties).includes(flatText(name)));
  const isAsked = machines.some(({ properties }) => asksWhichAreDue(properties));
  return own + (isStarted ? workload.working : 0) + (isAsked ? dueCrawls(crawler, workload) : 0);
}

/** Once a day where something comes, of objects; a Delta table's first crawl is its last. */
function dueCrawls({ properties: { Targets } }: Deployed, { working, landed, batches }: Workload): number {
  const isOfObjects = objectsWithin(Targets).some(({ Path }) => Path !== undefined);
  return isOfObjects && landed + batches > 0 ? Math.min(working, assumed('hoursAMonth') / 24) : 0;
}

/** True of a state machine that starts the crawlers which a function names in each run. */
function asksWhichAreDue({ DefinitionString }: Deployed['properties']): boolean {
  return objectsWithin(jsonWithin(DefinitionString)).some(
    ({ Items, ItemProcessor }) => typeof Items === 'string' && textsWithin(ItemProcessor).some(startsCrawler),
  );
}

/** Names in the lists of which a state machine starts each, one crawler after the other. */
function startedCrawlers({ DefinitionString }: Deployed['properties']): string[] {
  return objectsWithin(jsonWithin(DefinitionString))
    .filter(({ Items, ItemProcessor }) => isList(Items) && textsWithin(ItemProcessor).some(startsCrawler))
    .flatMap(({ Items }) => textsWithin(Items));
}

function startsCrawler(text: string): boolean {
  return text.endsWith(':glue:startCrawler');
}
