import { isProject } from '../application.ts';
import type { Handed } from '../handed.ts';
import { identityOf, type KubeObject } from '../objects.ts';
import type { Rendered } from '../render/rendered.ts';
import { tooEarly } from './early.ts';
import { refusedBy } from './project.ts';
import { scopesOf } from './scopes.ts';
import { secretsMissing } from './secrets.ts';
import { valuesGivenAway } from './values.ts';

/** What is wrong with what is installed, a line each. */
export function judged(handed: Handed, rendered: Rendered): string[] {
  const { objects } = handed;
  const { applications, charts } = rendered;
  const projects = objects.filter(isProject);
  const scopeOf = scopesOf([...applications, ...charts].flatMap((each) => each.objects));
  const ofApplications = applications.flatMap((application) =>
    [
      ...application.idle.map((index) => `patch ${index + 1} changes nothing`),
      ...application.objects.flatMap(valuesGivenAway),
      ...refusedBy(
        projects.find(({ metadata }) => metadata.name === application.project),
        application,
        scopeOf,
      ),
    ].map((line) => `${application.name}: ${line}`),
  );
  const ofCharts = charts.flatMap(({ chart, objects: own }) =>
    own
      .filter((object) => !isMadeUp(object))
      .flatMap(valuesGivenAway)
      .map((line) => `chart ${chart.name}: ${line}`),
  );
  return [
    ...ofApplications,
    ...ofCharts,
    ...objects.flatMap(valuesGivenAway),
    ...tooEarly(handed, rendered),
    ...secretsMissing(handed, rendered),
    ...twice(rendered),
  ];
}

/** The key of a webhook, which Helm makes up as it installs: it stands in no chart. */
const isMadeUp = ({ kind, type }: KubeObject): boolean => kind === 'Secret' && type === 'kubernetes.io/tls';

/** Objects that two Applications install: each would take it from the other for ever. */
function twice({ applications }: Pick<Rendered, 'applications'>): string[] {
  const owners = new Map<string, string[]>();
  for (const { name, objects } of applications) {
    for (const object of objects) owners.set(identityOf(object), [...(owners.get(identityOf(object)) ?? []), name]);
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(([identity, names]) => `${identity}: installed by ${names.join(' and ')}`);
}
