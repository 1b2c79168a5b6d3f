import type { Template } from 'aws-cdk-lib/assertions';
import { propertiesOf, readable } from './stacks.ts';

/** A state of a definition, as far as the tests read it. */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Error?: string;
  readonly Seconds?: number | string;
  readonly Resource?: string;
  readonly Arguments?: Record<string, unknown>;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly Assign?: unknown;
  }[];
  readonly Assign?: unknown;
  readonly Items?: unknown;
  readonly ItemProcessor?: Definition;
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Record<string, State>;
  readonly QueryLanguage?: string;
  readonly TimeoutSeconds?: number;
}

/** The definition of the one state machine of a stack, references in plain words. */
export function definitionOf(template: Template): Definition {
  const { DefinitionString } = propertiesOf(template, 'AWS::StepFunctions::StateMachine', '');
  return JSON.parse(String(readable(DefinitionString)));
}

/** Arrows from each state: to its next one, by a choice, and, marked "!", by an error that it catches. */
export function arrows({ States }: Definition): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(States).map(([name, state]) => [
      name,
      [
        ...(state.Next === undefined ? [] : [state.Next]),
        ...(state.Choices ?? []).map(({ Next }) => Next),
        ...(state.Default === undefined ? [] : [state.Default]),
        ...(state.Catch ?? []).map(({ Next }) => `! ${Next}`),
      ],
    ]),
  );
}

/** A state that a test says must exist. */
export function stateOf({ States }: Definition, name: string): State {
  const state = States[name];
  if (state === undefined) throw new Error(`no state "${name}", only ${Object.keys(States).join(', ')}`);
  return state;
}
