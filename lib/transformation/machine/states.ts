import { Duration, aws_stepfunctions as sfn } from 'aws-cdk-lib';

/** An expression of the language in which states compute: JSONata, without a context of its own. */
export function jsonata(expression: string): string {
  return `{% ${expression} %}`;
}

/** A branch of a choice by an expression that is true or false. */
export function when(expression: string): sfn.Condition {
  return sfn.Condition.jsonata(jsonata(expression));
}

/** Tries a call again that its service was too busy for: six times within about twenty minutes, no two callers in step. */
export const WHILE_BUSY: sfn.RetryProps = {
  errors: [
    'Glue.ConcurrentRunsExceededException',
    'Glue.CrawlerRunningException',
    'Glue.InternalServiceException',
    'Glue.OperationTimeoutException',
    'Glue.ResourceNumberLimitExceededException',
    'Glue.ThrottlingException',
  ],
  interval: Duration.seconds(30),
  backoffRate: 2,
  maxDelay: Duration.minutes(5),
  maxAttempts: 6,
  jitterStrategy: sfn.JitterType.FULL,
};

/** Tries a call that changes nothing again, whatever its error: three times within a minute. */
export const FOR_A_READ: sfn.RetryProps = {
  errors: [sfn.Errors.TASKS_FAILED],
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxAttempts: 3,
  jitterStrategy: sfn.JitterType.FULL,
};
