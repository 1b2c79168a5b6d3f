import type { App, Json, Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

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
  return [...identities, ...certificates(app), ...boundariesGivenOut(app)];
}

/** A boundary is for all sites of a profile: as a policy it would give each the others' rights. */
function boundariesGivenOut({ resources }: App): Finding[] {
  const boundaries = new Set(resources.map(({ properties }) => properties.PermissionsBoundary));
  return resources
    .filter(({ type, ref = '', properties }) => {
      const { Users, Roles, Groups } = properties;
      const given = [Users, Roles, Groups].some((list) => Array.isArray(list) && list.length > 0);
      return type === 'AWS::IAM::ManagedPolicy' && boundaries.has(ref) && given;
    })
    .map(({ source }) => finding('identity', source, 'a boundary is attached as a policy', source));
}

function certificates({ resources }: App): Finding[] {
  const of = (type: string): Resource[] => resources.filter((each) => each.type === `AWS::RolesAnywhere::${type}`);
  const long = of('Profile').filter(({ properties }) => Number(properties.DurationSeconds ?? HOUR) > HOUR);
  const many = of('Profile').filter(
    ({ properties }) => Array.isArray(properties.RoleArns) && properties.RoleArns.length !== 1,
  );
  const named = of('Profile').filter(({ properties }) => properties.AcceptRoleSessionName === true);
  const anchors = of('TrustAnchor');
  const off = [...anchors, ...of('Profile')].filter(({ properties }) => properties.Enabled !== true);
  const authorities = anchors.filter(({ properties }) => authoritiesOf(properties) !== 1);
  return [
    ...named.map(({ source }) => finding('configuration', source, 'who asks may name the session', source)),
    ...off.map(({ source }) => finding('configuration', source, 'it is off, so that no sender gets in', source)),
    ...anchors.slice(1).map(({ source }) => finding('configuration', source, 'it is a second trust anchor', source)),
    ...authorities.map(({ source }) => finding('configuration', source, 'it trusts several authorities', source)),
    ...long.map(({ source }) => finding('configuration', source, 'its sessions last longer than an hour', source)),
    ...many.map(({ source }) => finding('configuration', source, 'it is for several roles, wanted one a site', source)),
  ];
}

function authoritiesOf(anchor: Json): number {
  return JSON.stringify(anchor).split('-----BEGIN CERTIFICATE-----').length - 1;
}

function finding(layer: Finding['layer'], who: string, message: string, source: string): Finding {
  return { property: PROPERTY, layer, who, message, by: [source] };
}
