import { type aws_lambda as lambda, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FOR_A_READ, jsonata, WHILE_BUSY, when } from './states.ts';

/** The first looks come soon, for a crawl of seconds; a look is nine events of an execution's 25,000. */
const FIRST_LOOK_SECONDS = 5;
const LOOK_SECONDS = 60;
/** Half an hour. */
const LOOKS = 33;

/** Crawls at once. Glue limits how many run in an account, and the catalogue is in no hurry. */
const AT_ONCE = 10;

export interface CrawlStepProps {
  /** Says which crawlers to start. */
  readonly dueCrawls: lambda.IFunction;

  /** Pattern of every crawler's ARN. */
  readonly crawlerArns: string;

  /** The step after an answer that does not come: no crawl is started then. */
  readonly unknown: sfn.IChainable;
}

/**
 * Runs every crawler that is due to its end and sets the variable `crawls`: a list of {name, status, message}. It never
 * fails: the tables that a crawl describes are there whether or not it succeeds.
 */
export class CrawlStep extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[];

  constructor(scope: Construct, id: string, { dueCrawls, crawlerArns, unknown }: CrawlStepProps) {
    super(scope, id);
    const ask = tasks.LambdaInvoke.jsonata(this, 'Due', {
      stateName: 'Due crawls',
      lambdaFunction: dueCrawls,
      outputs: jsonata('$states.result.Payload'),
    });
    const each = sfn.Map.jsonata(this, 'Each', {
      stateName: id,
      items: sfn.ProvideItems.jsonata(jsonata('[$states.input.due]')),
      maxConcurrency: AT_ONCE,
      outputs: {},
      assign: { crawls: jsonata('$states.result') },
    }).itemProcessor(this.crawl(crawlerArns));
    const notKnown = "[{'name': 'due-crawls', 'status': 'UNKNOWN', 'message': $states.errorOutput.Cause}]";
    ask.addCatch(unknown, { assign: { crawls: jsonata(notKnown) } });
    ask.next(each);
    this.startState = ask;
    this.endStates = [each];
  }

  private crawl(crawlerArns: string): sfn.IChainable {
    const iamResources = [crawlerArns];
    const notStarted = this.end('Not started', "'NOT_STARTED'", '$states.input.Cause');
    const notSeen = this.end('Not seen', "'UNKNOWN'", '$states.input.Cause');
    const tooLong = this.end('Too long', "'RUNNING'", "'still at it after half an hour'");
    const ended = this.end('Crawled', lastCrawl('Status', 'UNKNOWN'), lastCrawl('ErrorMessage', ''));
    const start = tasks.CallAwsService.jsonata(this, 'Start', {
      stateName: 'Start crawler',
      service: 'glue',
      action: 'startCrawler',
      parameters: { Name: jsonata('$states.input') },
      iamResources,
      assign: { crawler: jsonata('$states.input'), looks: 0 },
    });
    const wait = sfn.Wait.jsonata(this, 'Wait', {
      stateName: 'Wait for crawler',
      time: sfn.WaitTime.seconds(jsonata(`$min([${LOOK_SECONDS}, ${FIRST_LOOK_SECONDS} * $power(2, $looks)])`)),
      assign: { looks: jsonata('$looks + 1') },
    });
    const look = tasks.CallAwsService.jsonata(this, 'Look', {
      stateName: 'Look at crawler',
      service: 'glue',
      action: 'getCrawler',
      parameters: { Name: jsonata('$crawler') },
      iamResources,
    });
    const isReady = sfn.Choice.jsonata(this, 'IsReady', { stateName: 'Is crawler ready' })
      .when(when("$states.input.Crawler.State = 'READY'"), ended)
      .when(when(`$looks >= ${LOOKS}`), tooLong)
      .otherwise(wait);
    start.addRetry(WHILE_BUSY);
    start.addCatch(notStarted, { assign: { crawler: jsonata('$states.input') } });
    look.addRetry(FOR_A_READ);
    look.addCatch(notSeen);
    return start.next(wait).next(look).next(isReady);
  }

  private end(stateName: string, status: string, message: string): sfn.Pass {
    return sfn.Pass.jsonata(this, stateName.replaceAll(' ', ''), {
      stateName,
      outputs: { name: jsonata('$crawler'), status: jsonata(status), message: jsonata(message) },
    });
  }
}

/** A member of the crawler's last crawl, or another text where it has none: an undefined value fails a state. */
function lastCrawl(member: string, otherwise: string): string {
  const path = `$states.input.Crawler.LastCrawl.${member}`;
  return `$exists(${path}) ? ${path} : '${otherwise}'`;
}
