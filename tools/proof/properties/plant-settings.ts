import type { App, Resource } from '../app/app.ts';
import type { Places } from '../promise/places.ts';
import type { Finding } from './finding.ts';

const PROPERTY = "a plant's identity is bounded and short-lived";
const HOUR = 3600;

/** What a plant's identity must be, beside what its policies say. */
export function plantSettingFindings({ app, plants }: Places): Finding[] {
  const identities = plants.flatMap(({ identity: { kind, boundary, properties, name, source } }): Finding[] => {
    const longest = properties.MaxSessionDuration ?? HOUR;
    return [
      ...(boundary === undefined ? [finding('boundary', name, 'it has no permissions boundary', source)] : []),
      ...(kind === 'role' && (typeof longest !== 'number' || longest > HOUR)
        ? [finding('configuration', name, `a session may last ${String(longest)} s, wanted an hour at most`, source)]
        : []),
    ];
  });
  return [...identities, ...certificates(app)];
}

function certificates({ resources }: App): Finding[] {
  const of = (type: string): Resource[] => resources.filter((each) => each.type === `AWS::RolesAnywhere::${type}`);
  const long = of('Profile').filter(({ properties }) => Number(properties.DurationSeconds ?? HOUR) > HOUR);
  const many = of('Profile').filter(
    ({ properties }) => Array.isArray(properties.RoleArns) && properties.RoleArns.length !== 1,
  );
  return [
    ...long.map(({ source }) => finding('configuration', source, 'its sessions last longer than an hour', source)),
    ...many.map(({ source }) => finding('configuration', source, 'it is for several roles, wanted one a site', source)),
  ];
}

function finding(layer: Finding['layer'], who: string, message: string, source: string): Finding {
  return { property: PROPERTY, layer, who, message, by: [source] };
}
