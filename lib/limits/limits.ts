import { isList, type Json, type JsonObject, lengthOf, list, object, within } from './json.ts';

/** A stack as it is synthesized. */
export interface StackTemplate {
  readonly name: string;
  readonly template: JsonObject;
}

/** How much of a limit of AWS is used at one place. */
export interface Use {
  readonly limit: string;

  /** The stack, and the resource where the limit is one's. */
  readonly where: string;
  readonly used: number;
  readonly most: number;

  /** The key of the configuration that makes it less. */
  readonly key: string;

  /** By how much a further site adds to it; 0 where none does. */
  readonly bySite: number;
}

interface Limit {
  readonly limit: string;
  readonly most: number;
  readonly key: string;

  /** What counts, by a size or a number. */
  readonly of: (properties: JsonObject) => Json | undefined;
  readonly count: (value: Json) => number;

  /** @default true */
  readonly grows?: false;
}

const items = (value: Json): number => list(value).length;
const inline = ({ Policies }: JsonObject): Json => list(Policies).map((each) => object(each).PolicyDocument ?? null);
const opened = (text: Json | undefined): JsonObject => (typeof text === 'string' ? object(JSON.parse(text)) : {});
const widgets = (properties: JsonObject, type: string): JsonObject[] =>
  list(opened(within(properties.DashboardBody)).widgets)
    .map(object)
    .filter((each) => each.type === type);
const drawn = (properties: JsonObject): (readonly Json[])[] =>
  widgets(properties, 'metric').map((widget) => list(object(widget.properties).metrics));
const longest = (lists: readonly (readonly Json[])[]): readonly Json[] =>
  lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
const conditions = ({ AdvancedEventSelectors }: JsonObject): Json[] =>
  list(AdvancedEventSelectors)
    .flatMap((selector) => list(object(selector).FieldSelectors))
    .flatMap((field) =>
      Object.entries(object(field)).flatMap(([name, value]) => (name === 'Field' ? [] : list(value))),
    );

const SITES = 'sites';

/** By resource type; each as AWS's page of the service's quotas has it, where it cannot be raised or nobody asked yet. */
const LIMITS: Readonly<Record<string, readonly Limit[]>> = {
  'AWS::CloudTrail::Trail': [
    { limit: 'values of all selectors of a trail', most: 500, key: SITES, of: conditions, count: items },
  ],
  'AWS::CloudWatch::Dashboard': [
    {
      limit: 'alarms of a widget',
      most: 100,
      key: SITES,
      of: (properties) => longest(widgets(properties, 'alarm').map((widget) => list(object(widget.properties).alarms))),
      count: items,
      // More of them are another widget.
      grows: false,
    },
    { limit: 'metrics of a widget', most: 500, key: SITES, of: (it) => longest(drawn(it)), count: items },
    { limit: 'metrics of a dashboard', most: 2500, key: SITES, of: (it) => drawn(it).flat(), count: items },
  ],
  'AWS::IAM::ManagedPolicy': [
    {
      limit: 'characters of a managed policy',
      most: 6144,
      key: 'sites[].feeders[].allow',
      of: ({ PolicyDocument }) => PolicyDocument,
      count: lengthOf,
    },
  ],
  'AWS::IAM::Role': [
    { limit: "characters of a role's inline policies", most: 10_240, key: SITES, of: inline, count: lengthOf },
    {
      limit: "characters of a role's trust",
      most: 2048,
      key: SITES,
      of: ({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument,
      count: lengthOf,
    },
  ],
  'AWS::IAM::Policy': [
    {
      limit: "characters of a user's inline policy",
      most: 2048,
      key: 'sites[].feeders[].allow',
      of: ({ PolicyDocument, Users }) => (Users === undefined ? undefined : PolicyDocument),
      count: lengthOf,
    },
  ],
  'AWS::Lambda::Function': [
    {
      limit: "bytes of a function's environment",
      most: 4096,
      key: SITES,
      of: ({ Environment }) => object(Environment).Variables,
      count: lengthOf,
    },
  ],
  'AWS::Logs::MetricFilter': [
    {
      limit: 'characters of a filter pattern',
      most: 1024,
      key: 'app',
      of: ({ FilterPattern }) => within(FilterPattern),
      count: (pattern) => String(pattern).length,
    },
  ],
  'AWS::S3::Bucket': [
    {
      limit: 'request metrics of a bucket',
      most: 1000,
      key: SITES,
      of: ({ MetricsConfigurations }) => MetricsConfigurations,
      count: items,
    },
  ],
  'AWS::S3::BucketPolicy': [
    {
      limit: "bytes of a bucket's policy",
      most: 20_480,
      key: 'sites[].feeders[].network and .allow',
      of: ({ PolicyDocument }) => PolicyDocument,
      count: lengthOf,
    },
  ],
  'AWS::StepFunctions::StateMachine': [
    {
      limit: "bytes of a state machine's definition",
      most: 1_048_576,
      key: SITES,
      of: ({ DefinitionString }) => DefinitionString,
      count: lengthOf,
    },
  ],
};

/** Default quotas of an account and region, which hold other deployments too. */
const OF_AN_ACCOUNT: Readonly<Record<string, number>> = {
  'AWS::CloudTrail::Trail': 5,
  'AWS::CloudWatch::Alarm': 5000,
  'AWS::Events::Rule': 300,
  'AWS::Glue::Crawler': 1000,
  'AWS::IAM::ManagedPolicy': 1500,
  'AWS::IAM::Role': 1000,
  'AWS::IAM::User': 5000,
  'AWS::RolesAnywhere::Profile': 250,
};

/** Every limit that is used, at every place, in the stacks of a configuration with these sites. */
export function usesOf(stacks: readonly StackTemplate[], sites: readonly string[]): Use[] {
  return [...stacks.flatMap((stack) => ofStack(stack, sites)), ...ofAccount(stacks, sites)];
}

function ofStack({ name, template }: StackTemplate, sites: readonly string[]): Use[] {
  const resources = resourcesOf(template);
  const own = resources.filter(({ id }) => isOfSite(id, sites));
  const outputs = Object.keys(object(template.Outputs));
  const held = Math.max(1, sites.filter((site) => own.some(({ id }) => isOfSite(id, [site]))).length);
  const whole = (limit: string, most: number, used: number, ofSites: number): Use => ({
    limit,
    where: name,
    used,
    most,
    key: 'sites[].stack',
    bySite: ofSites / held,
  });
  return [
    whole('resources of a stack', 500, resources.length, own.length),
    whole('outputs of a stack', 200, outputs.length, outputs.filter((id) => isOfSite(id, sites)).length),
    whole(
      'bytes of a template',
      1_000_000,
      lengthOf(template),
      lengthOf(template) - lengthOf(withoutSites(template, sites)),
    ),
    ...resources.flatMap((resource) => ofResource(name, resource, sites)),
  ];
}

/** A template without what is one site's alone. */
function withoutSites(template: JsonObject, sites: readonly string[]): JsonObject {
  const shared = (part: Json | undefined): JsonObject =>
    Object.fromEntries(Object.entries(object(part)).filter(([id]) => !isOfSite(id, sites)));
  return { ...template, Resources: shared(template.Resources), Outputs: shared(template.Outputs) };
}

function ofResource(stack: string, { id, type, properties }: Resource, sites: readonly string[]): Use[] {
  return (LIMITS[type] ?? []).flatMap(({ of, count, grows = true, ...limit }) => {
    const value = of(properties);
    if (value === undefined) return [];
    const used = count(value);
    const named = sites.filter((site) => names(value, [site])).length;
    // What is one site's alone is as large with others beside it.
    const bySite = grows && named > 0 && !isOfSite(id, sites) ? (used - count(without(value, sites))) / named : 0;
    return [{ ...limit, where: `${stack} ${id}`, used, bySite }];
  });
}

function ofAccount(stacks: readonly StackTemplate[], sites: readonly string[]): Use[] {
  const all = stacks.flatMap(({ template }) => resourcesOf(template));
  return Object.entries(OF_AN_ACCOUNT).map(([type, most]) => {
    const those = all.filter((each) => each.type === type);
    const own = those.filter(({ id }) => isOfSite(id, sites));
    const bySite = own.length / Math.max(1, sites.length);
    return { limit: `${type} of an account`, where: 'the account', used: those.length, most, key: SITES, bySite };
  });
}

interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly value: Json;
}

function resourcesOf(template: JsonObject): Resource[] {
  return Object.entries(object(template.Resources)).map(([id, each]) => {
    const value = object(each);
    return { id, type: String(value.Type), properties: object(value.Properties), value };
  });
}

/** A logical id holds the letters and digits of the names on the way to it. */
function isOfSite(logicalId: string, sites: readonly string[]): boolean {
  return sites.some((site) => logicalId.includes(site.replaceAll('-', '')));
}

/** A value without the members of lists and objects that name a site. */
function without(value: Json, sites: readonly string[]): Json {
  if (isList(value)) {
    return value.filter((each) => !isOnes(each) || !names(each, sites)).map((each) => without(each, sites));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each = null]) =>
      sites.some((site) => key.includes(site)) || (typeof each === 'string' && names(each, sites))
        ? []
        : [[key, without(each, sites)]],
    ),
  );
}

/** A member of a list that there is one of for each site: a text, a numbered statement, a named measurement. */
function isOnes(value: Json): boolean {
  const { Sid: sid, Id: id } = object(value);
  return typeof value !== 'object' || isList(value) || id !== undefined || /\d$/.test(String(sid));
}

function names(value: Json, sites: readonly string[]): boolean {
  const text = JSON.stringify(value);
  return sites.some((site) => text.includes(site));
}
