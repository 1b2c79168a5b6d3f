import { holds } from '../../iam/conditions.ts';
import { isNamed } from '../../iam/evaluate.ts';
import { matchesResource } from '../../iam/match.ts';
import type { Condition, Patterns, Policy, Statement } from '../../iam/policy.ts';
import { namingOf } from '../../iam/principals.ts';
import { speaksOf, statementsOf } from '../../iam/statements.ts';
import type { Reference } from '../../reference/reference.ts';
import { isNamedBy } from '../actions.ts';
import type { Constraint, Question, ResourcePolicies } from '../question.ts';
import type { Domain } from './domain.ts';
import { and, constant, FALSE, type Formula, not, or, TRUE } from './formula.ts';

/** Says as a formula over a domain that a request is allowed and is as a question says. */
export class Encoder {
  constructor(
    private readonly question: Question,
    private readonly domain: Domain,
    private readonly reference: Reference,
  ) {}

  encode(): Formula {
    return and(this.#real(), this.#allowed(), this.#where(this.question.where));
  }

  /** The action acts on resources of the kind. */
  #real(): Formula {
    const { actions, resources } = this.domain;
    const forms = new Set(actions.values.map((each) => each.forms));
    return and(
      ...[...forms].map((own) =>
        or(
          not(actions.is((each) => each.forms === own)),
          resources.is(({ arn, forms: has }) => (own.length === 0 ? arn === '*' : own.some((form) => has.has(form)))),
        ),
      ),
    );
  }

  /** As `evaluate` decides for a user or a session. */
  #allowed(): Formula {
    const { identity, boundary, resources } = this.question;
    const limit = boundary === undefined ? TRUE : this.#any(boundary, 'Allow');
    const guards = resources.map((guarded) => this.#guarded(guarded, limit));
    return and(
      not(or(this.#any([...identity, ...(boundary ?? [])], 'Deny'), ...guards.map(({ denied }) => denied))),
      or(
        and(this.#any(identity, 'Allow'), limit, ...guards.map(({ handsOn }) => handsOn)),
        ...guards.map(({ opened }) => opened),
      ),
    );
  }

  /** The policies of one resource: it refuses, it opens by itself, it leaves the rest to the principal's own. */
  #guarded({ guards, policies }: ResourcePolicies, limit: Formula): Guarding {
    const inside = this.#resource({ inverted: false, patterns: guards });
    const opened = statementsOf(policies, 'Allow').map((statement) => {
      const naming = statement.principal && namingOf(statement.principal, this.question.principal);
      if (naming === undefined || naming === 'account') return FALSE;
      return and(this.#applies(statement), naming === 'role' ? limit : TRUE);
    });
    const decides = policies.some(({ kind }) => kind === 'key' || kind === 'trust');
    return {
      denied: and(inside, this.#any(policies, 'Deny')),
      opened: and(inside, or(...opened)),
      handsOn: decides ? or(not(inside), this.#any(policies, 'Allow')) : TRUE,
    };
  }

  #any(policies: readonly Policy[], effect: Statement['effect']): Formula {
    const speaking = statementsOf(policies, effect).filter((statement) => speaksOf(statement, this.question.principal));
    return or(...speaking.map((statement) => this.#applies(statement)));
  }

  #applies({ action, resource, conditions }: Statement): Formula {
    return and(
      this.#action(action),
      resource === undefined ? TRUE : this.#resource(resource),
      ...conditions.map((condition) => this.#condition(condition)),
    );
  }

  #where(constraint: Constraint): Formula {
    if ('all' in constraint) return and(...constraint.all.map((each) => this.#where(each)));
    if ('any' in constraint) return or(...constraint.any.map((each) => this.#where(each)));
    if ('not' in constraint) return not(this.#where(constraint.not));
    if ('action' in constraint) return this.#action(constraint.action);
    return 'resource' in constraint ? this.#resource(constraint.resource) : this.#condition(constraint.condition);
  }

  #action(element: Patterns): Formula {
    return this.domain.actions.is(({ action }) => isNamedBy(element, action, this.reference));
  }

  #resource(element: Patterns): Formula {
    return this.domain.resources.is(({ arn }) => isNamed(element, (pattern) => matchesResource(pattern, arn)));
  }

  #condition(condition: Condition): Formula {
    const { facts, keys } = this.domain;
    const key = keys.get(condition.key);
    const asItIs = constant(holds(condition, facts));
    if (key === undefined) return asItIs;
    return or(
      and(key.none, asItIs),
      key.is((value) => holds(condition, { ...facts, [condition.key]: value })),
    );
  }
}

interface Guarding {
  readonly denied: Formula;
  readonly opened: Formula;
  readonly handsOn: Formula;
}
