import type { Holder } from './app/who-can.ts';
import type { Request } from './iam/request.ts';

/** Those who can, each with a request and the statements that let it, as lines for people. */
export function linesOfHolders(holders: readonly Holder[]): string[] {
  return holders.flatMap(({ who, answer }) =>
    answer.kind === 'undecided'
      ? [`cannot tell of ${who.name}: ${answer.reason}`]
      : [
          `${who.name} can`,
          ...linesOfRequest(answer.request),
          ...answer.by.map(({ source }) => `    let by    ${source}`),
        ],
  );
}

/** A request, part by part. */
export function linesOfRequest({ principal, action, resource, context }: Request): string[] {
  const who = 'session' in principal ? principal.session : 'arn' in principal ? principal.arn : principal.name;
  const keys = Object.entries(context).map(([key, value]) => `${key}=${value}`);
  return [
    `    principal ${who}`,
    `    action    ${action}`,
    `    resource  ${resource}`,
    ...(keys.length === 0 ? [] : [`    context   ${keys.join('  ')}`]),
  ];
}
