import type { Stack } from './synthesis/read.ts';

interface Region {
  readonly region: string;
  readonly stageOf: (stackName: string) => string;
}

/**
 * A template with each reference to another stack's output in the words `${<stage>.<logical id>.<attribute>}`: what is
 * referred to, not by which output. A reference to another region, or to nothing, stays as it is.
 */
export function withOutputsInWords(template: unknown, stacks: readonly Stack[], { region, stageOf }: Region): unknown {
  const known = new Map(
    stacks.flatMap(({ name, template: { Outputs = {} } }) =>
      Object.entries(Object(Outputs)).map(([output, value]) => [
        `${name} ${output}`,
        inWords(stageOf(name), Object(value).Value),
      ]),
    ),
  );
  return JSON.parse(JSON.stringify(template), (_, value) => {
    const { StackName, OutputName, Region } = value?.['Fn::GetStackOutput'] ?? {};
    const words = Region === region ? known.get(`${StackName} ${OutputName}`) : undefined;
    return words ?? joined(value);
  });
}

function inWords(stage: string, value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = Object(value);
  const parts: unknown = Ref === undefined ? attribute : [Ref];
  return Array.isArray(parts) ? `\${${[stage, ...parts].join('.')}}` : undefined;
}

/** Parts that are all words by now as one word. */
function joined(value: unknown): unknown {
  const [delimiter, parts] = Object(value)['Fn::Join'] ?? [];
  const isText = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
  return isText ? parts.join(delimiter) : value;
}
