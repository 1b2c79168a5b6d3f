/** A policy that IAM would refuse, or that says what nobody knows: no checker may read past it. */

import { append, set, unset } from '../../edit/edits.ts';
import { sender } from '../../edit/find.ts';
import { type GivenObject, on } from '../../edit/given.ts';
import { allowed, openLanding } from '../../edit/rights.ts';
import { documentOf } from '../../edit/statements.ts';
import { type Mutant, mistake, mistakes } from '../../mutant.ts';

/** One more statement of a sender that IAM would refuse, or that means nothing that a checker knows. */
const malformed = (words: string, added: GivenObject): Mutant =>
  mistake(
    'unresolved',
    `a statement of a sender ${words}`,
    append(sender, 'Policies', {
      PolicyName: 'Second',
      PolicyDocument: allowed({ Action: 's3:GetObject', Resource: on('landing/*'), ...added }),
    }),
  );

export const MALFORMED: readonly Mutant[] = [
  malformed('has an element that no policy has', { Resources: '*' }),
  malformed('has an operator that no condition has', { Condition: { StringMatches: { 's3:prefix': 'own' } } }),
  malformed('has a set operator that no condition has', {
    Condition: { 'ForSomeValues:StringEquals': { 's3:prefix': 'own' } },
  }),
  malformed('has an effect in small letters', { Effect: 'allow' }),
  malformed('has both actions and all but some', { NotAction: 's3:PutObject' }),
  malformed('has an action without a service', { Action: 'GetObject' }),
  malformed('has an action of a service that there is none of', { Action: 's4:GetObject' }),
  malformed('has an action that S3 does not have', { Action: 's3:GetObjct' }),
  malformed('has a principal', { Principal: '*' }),
  malformed('has a condition that is a word', { Condition: 'own' }),
  malformed('has a resource that is no ARN', { Resource: 'landing/site=own/*' }),
  ...mistakes('unresolved', {
    'the document of a sender has a version that no policy has': set(documentOf(sender), { Version: '2024-01-01' }),
    'the document of a sender has no statement': unset(documentOf(sender), 'Statement'),
    "a statement of landing's policy has no principal": openLanding(),
  }),
  ...mistakes('resource', {
    "a principal of landing's policy is an id that no template says": openLanding({ AWS: 'AROAEXAMPLEEXAMPLE123' }),
  }),
];
