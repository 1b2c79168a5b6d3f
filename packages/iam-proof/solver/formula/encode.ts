import { holds, isNegated } from '../../iam/conditions.ts';
import { isNamed } from '../../iam/evaluate.ts';
import { matchesResource } from '../../iam/match.ts';
import type { Condition, Patterns, Policy, Statement } from '../../iam/policy.ts';
import { namingOf } from '../../iam/principals.ts';
import type { Reference } from '../../reference/reference.ts';
import { isNamedBy } from '../actions.ts';
import { allowsOf } from '../allows.ts';
import type { Constraint, Question, ResourcePolicies } from '../question.ts';
import type { Domain } from './domain.ts';
import { and, constant, FALSE, type Formula, not, or, TRUE } from './formula.ts';
import { openKeys, widened } from './variables.ts';

/** How exact a formula must be where a policy variable is open: it may hold too often, or not often enough. */
type Lean = 'wide' | 'narrow';

/** Says as a formula over a domain that a request is allowed and is as a question says. */
export class Encoder {
  /** Keys of unknown value that a variable stands for: where there are any, the formula may hold too often. */
  readonly open = new Set<string>();

  constructor(
    private readonly domain: Domain,
    private readonly reference: Reference,
  ) {}

  encode(question: Question): Formula {
    return and(this.#real(), this.#allowed(question), this.#where(question.where));
  }

  /** The action acts on resources of the kind. */
  #real(): Formula {
    const { actions, resources } = this.domain;
    const forms = new Set(actions.values.map((group) => group.forms));
    return and(
      ...[...forms].map((own) =>
        or(
          not(actions.some((group) => group.forms === own)),
          resources.some(({ arn, forms: has }) => (own.length === 0 ? arn === '*' : own.some((form) => has.has(form)))),
        ),
      ),
    );
  }

  /** As `evaluate` decides for a user or a session, with resources of its own account. */
  #allowed(question: Question): Formula {
    const { identity, boundary, session, resources } = question;
    const all = [identity, boundary ?? [], session ?? []].map((policies) => this.#any(policies, 'Deny'));
    const limits = and(...[boundary, session].map((policies) => (policies ? this.#any(policies, 'Allow') : TRUE)));
    const guards = resources.map((guarded) => this.#guarded(guarded, question, limits));
    return and(
      not(or(...all, ...guards.map(({ denied }) => denied))),
      or(
        and(this.#any(identity, 'Allow'), limits, ...guards.map(({ handsOn }) => handsOn)),
        ...guards.map(({ opened }) => opened),
      ),
    );
  }

  /** The policies of one resource: it refuses, it opens by itself, it leaves the rest to the principal's own. */
  #guarded({ guards, policies }: ResourcePolicies, question: Question, limits: Formula): Guarding {
    const inside = this.#resource({ inverted: false, patterns: guards }, 'wide');
    const allows = allowsOf(policies);
    const opened = allows.map((statement) => {
      const naming = statement.principal && namingOf(statement.principal, question.principal);
      if (naming === undefined || naming === 'account') return FALSE;
      return and(this.#applies(statement), naming === 'role' ? limits : TRUE);
    });
    const decides = policies.some(({ kind }) => kind === 'key' || kind === 'trust');
    const named = allows.filter(({ principal }) => principal && namingOf(principal, question.principal) !== undefined);
    return {
      denied: and(inside, this.#any(policies, 'Deny', question)),
      opened: and(inside, or(...opened)),
      handsOn: decides ? or(not(inside), ...named.map((statement) => this.#applies(statement))) : TRUE,
    };
  }

  #any(policies: readonly Policy[], effect: Statement['effect'], question?: Question): Formula {
    const statements = policies
      .flatMap((policy) => policy.statements)
      .filter((statement) => statement.effect === effect);
    const named = statements.filter(
      ({ principal }) => principal === undefined || (question && namingOf(principal, question.principal) !== undefined),
    );
    return or(...named.map((statement) => this.#applies(statement)));
  }

  #applies({ effect, action, resource, conditions }: Statement): Formula {
    const lean = effect === 'Allow' ? 'wide' : 'narrow';
    return and(
      this.#action(action),
      resource === undefined ? TRUE : this.#resource(resource, lean),
      ...conditions.map((condition) => this.#condition(condition, lean)),
    );
  }

  #where(constraint: Constraint, lean: Lean = 'wide'): Formula {
    if ('all' in constraint) return and(...constraint.all.map((each) => this.#where(each, lean)));
    if ('any' in constraint) return or(...constraint.any.map((each) => this.#where(each, lean)));
    if ('not' in constraint) return not(this.#where(constraint.not, lean === 'wide' ? 'narrow' : 'wide'));
    if ('action' in constraint) return this.#action(constraint.action);
    return 'resource' in constraint
      ? this.#resource(constraint.resource, lean)
      : this.#condition(constraint.condition, lean);
  }

  #action(element: Patterns): Formula {
    return this.domain.actions.some(
      ({ actions: [first] }) => first !== undefined && isNamedBy(element, first, this.reference),
    );
  }

  #resource(element: Patterns, lean: Lean): Formula {
    const { facts, resources } = this.domain;
    const takesAny = (lean === 'wide') !== element.inverted;
    const patterns = element.patterns.flatMap((pattern) => {
      const open = openKeys(pattern, facts);
      for (const key of open) this.open.add(key);
      if (open.length === 0) return pattern;
      return takesAny ? widened(pattern, facts) : [];
    });
    return resources.some(({ arn }) =>
      isNamed({ ...element, patterns }, (pattern) => matchesResource(pattern, arn, facts)),
    );
  }

  #condition(condition: Condition, lean: Lean): Formula {
    const { facts, keys } = this.domain;
    const open = condition.values.flatMap((value) => openKeys(value, facts));
    for (const key of open) this.open.add(key);
    if (open.length > 0) return constant(lean === 'wide');
    const key = keys.get(condition.key);
    if (key === undefined) return constant(holds(condition, facts));
    const isHeldBy = (value: string): boolean => holds(condition, { ...facts, [condition.key]: value });
    const absent = and(key.values.none, constant(holds(condition, facts)));
    if (!key.info.many || !isOfAll(condition)) return or(absent, key.values.some(isHeldBy));
    return or(absent, and(not(key.values.none), not(key.values.some((value) => !isHeldBy(value)))));
  }
}

interface Guarding {
  readonly denied: Formula;
  readonly opened: Formula;
  readonly handsOn: Formula;
}

/** Every value of a list must be as the condition says. */
function isOfAll({ set, operator }: Condition): boolean {
  return set === 'ForAllValues' || (set === undefined && isNegated(operator));
}
