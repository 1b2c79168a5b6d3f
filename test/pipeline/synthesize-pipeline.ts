/** Prints the pipeline's definition and its role's policy as JSON, with words where jobs and the check stand. */

import { pipelineAlone } from '../support/pipeline-alone.ts';
import { propertiesOf, readable } from '../support/stacks.ts';
import { definitionOf } from '../support/state-machine.ts';

const template = pipelineAlone();
const { Policies } = propertiesOf(template, 'AWS::IAM::Role', 'PipelineRole');
const [{ PolicyDocument }] = Object(Policies);
console.log(JSON.stringify({ definition: definitionOf(template), work: readable(PolicyDocument) }));
