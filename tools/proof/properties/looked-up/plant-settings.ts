import { isObject, type Resource } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { broken, isFilled, ofType, type Setting } from './settings.ts';

const PROPERTY = "a plant's identity is bounded and short-lived";
const HOUR = 3600;

const anchors = ofType('AWS::RolesAnywhere::TrustAnchor');
const profiles = ofType('AWS::RolesAnywhere::Profile');
const [bounded, set, given] = [
  breaking(PROPERTY, 'boundary'),
  breaking(PROPERTY, 'configuration'),
  breaking(PROPERTY, 'identity'),
];

const CERTIFICATES: readonly Setting[] = [
  [profiles, 'who asks may name the session', ({ properties }) => properties.AcceptRoleSessionName !== true],
  [
    (places) => [...anchors(places), ...profiles(places)],
    'it is off, so that no sender gets in',
    ({ properties }) => properties.Enabled === true,
  ],
  [secondAnchors, 'it is a second trust anchor', () => false],
  [
    anchors,
    'it trusts something else than one authority, or two while one takes the place of the other',
    isOneAuthority,
  ],
  [
    profiles,
    'its sessions last longer than an hour',
    ({ properties }) => Number(properties.DurationSeconds ?? HOUR) <= HOUR,
  ],
  [
    profiles,
    'it is for several roles, wanted one a site',
    ({ properties: { RoleArns } }) => !Array.isArray(RoleArns) || RoleArns.length === 1,
  ],
];

/** A boundary is the most that an identity can do: as a policy it would give it that, whatever its own policy says. */
const BOUNDARIES: Setting = [
  (places) => {
    const boundaries = new Set(places.app.resources.map(({ properties }) => properties.PermissionsBoundary));
    return ofType('AWS::IAM::ManagedPolicy')(places).filter(({ ref = '' }) => boundaries.has(ref));
  },
  'a boundary is attached as a policy',
  ({ properties: { Users, Roles } }) => ![Users, Roles].some(isFilled),
];

/** A bundle of certificates of which the second takes the first one's place, or a private authority of this account. */
function isOneAuthority({ properties: { Source }, arn = '' }: Resource): boolean {
  if (!isObject(Source) || !isObject(Source.SourceData)) return false;
  const { X509CertificateData: bundle, AcmPcaArn: authority } = Source.SourceData;
  if (Source.SourceType === 'AWS_ACM_PCA')
    return typeof authority === 'string' && authority.split(':')[4] === arn.split(':')[4];
  const count = String(bundle).split('-----BEGIN CERTIFICATE-----').length - 1;
  return Source.SourceType === 'CERTIFICATE_BUNDLE' && (count === 1 || count === 2);
}

/** Trust anchors beside the one that a stack of senders has; those of further stacks are of the same authority. */
function secondAnchors(places: Places): Resource[] {
  const all = anchors(places);
  const stackOf = ({ source }: Resource): string => source.split('/')[0] ?? '';
  const authorityOf = ({ properties }: Resource): string => JSON.stringify(properties.Source);
  return all.filter((anchor, index) => {
    const isFirstOfStack = all.findIndex((each) => stackOf(each) === stackOf(anchor)) === index;
    return (
      index > 0 && !(isFirstOfStack && all.slice(0, 1).every((first) => authorityOf(first) === authorityOf(anchor)))
    );
  });
}

/** Settings of a plant's identity, beside what its policies say. */
export function plantSettingFindings(places: Places): Finding[] {
  const identities = places.plants.flatMap(
    ({ identity: { kind, boundary, unknownBoundary, properties, name, source } }) => {
      const unbounded =
        unknownBoundary === undefined
          ? 'it has no permissions boundary'
          : `its permissions boundary, ${unknownBoundary}, is none of this app's`;
      const longest = properties.MaxSessionDuration ?? HOUR;
      const isLong = kind === 'role' && (typeof longest !== 'number' || longest > HOUR);
      return [
        ...(boundary === undefined ? [bounded(name, unbounded, source)] : []),
        ...(isLong ? [set(name, `a session may last ${String(longest)} s, wanted an hour at most`, source)] : []),
      ];
    },
  );
  return [...identities, ...broken(CERTIFICATES, places, set), ...broken([BOUNDARIES], places, given)];
}
