/** A policy that IAM would refuse, or that says what nobody knows: no checker may read past it. */

import { objects } from '../../edit/arn.ts';
import { append, identityDocuments, lose, put } from '../../edit/edits.ts';
import { sender } from '../../edit/find.ts';
import { openLanding } from '../../edit/rights.ts';
import { type JsonObject, object } from '../../edit/template.ts';
import { type Mutant, mistake, mistakesOf } from '../../mutant.ts';

const unresolved = mistakesOf('unresolved');

/** One more statement of a sender that IAM would refuse, or that means nothing that a checker knows. */
const malformed = (words: string, added: JsonObject): Mutant =>
  unresolved(`a statement of a sender ${words}`, (assembly) => {
    const resource = objects(assembly, 'landing');
    const [document] = identityDocuments(sender(assembly));
    const whole: JsonObject = { Effect: 'Allow', Action: 's3:GetObject', Resource: resource, ...added };
    append(sender(assembly), 'Policies', { PolicyName: 'Second', PolicyDocument: { ...document, Statement: [whole] } });
  });

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
  unresolved('the document of a sender has a version that no policy has', (assembly) =>
    put(object(identityDocuments(sender(assembly))[0], 'policy document'), 'Version', '2024-01-01'),
  ),
  unresolved('the document of a sender has no statement', (assembly) =>
    lose(object(identityDocuments(sender(assembly))[0], 'policy document'), 'Statement'),
  ),
  unresolved("a statement of landing's policy has no principal", (assembly) => openLanding(assembly)),
  mistake('resource', "a principal of landing's policy is an id that no template says", (assembly) =>
    openLanding(assembly, { AWS: 'AROAEXAMPLEEXAMPLE123' }),
  ),
];
