import type { z } from 'zod';
import type { siteSchema } from './feeder-schema.ts';

type Site = z.infer<typeof siteSchema>;
type Feeder = Site['feeders'][number];
type Path = readonly (string | number)[];

/** Parts of a configuration by which the feeders of all sites are judged. */
interface Feeding {
  readonly sites: readonly Site[];
  readonly stream: { readonly maxRecordAgeSeconds: number };
}

/** Parts of a configuration by which its datasets are judged. */
interface Offering {
  readonly sites: readonly Site[];
  readonly datasets: readonly { readonly site: string; readonly view: string }[];
}

/** Checks that one feeder alone cannot pass: it gets in no other's way, and its stream serves it. */
export function checkFeeders({ sites, stream }: Feeding, context: z.RefinementCtx): void {
  const tell = (path: Path, input: unknown, message: string): void =>
    context.addIssue({ code: 'custom', path: [...path], input, message });
  const commonNames = new Set<string>();
  sites.forEach((site, siteIndex) => {
    const streaming = site.feeders.findIndex((feeder) => feeder.stream !== null);
    site.feeders.forEach((feeder, feederIndex) => {
      const path = ['sites', siteIndex, 'feeders', feederIndex];
      if (feeder.profile === 'sender') checkCertificate(feeder.certificate, site.id, commonNames, path, tell);
      checkStream(feeder, stream.maxRecordAgeSeconds, [...path, 'stream'], tell);
      // Of a record, the stream is all that says where it came from.
      if (feeder.stream !== null && streaming !== feederIndex) {
        tell([...path, 'stream'], feeder.stream.view, `null, since the site's feeder ${streaming} has the stream`);
      }
      // Their identities, prefixes and names would be the same.
      if (site.feeders.findIndex(({ profile }) => profile === feeder.profile) !== feederIndex) {
        tell([...path, 'profile'], feeder.profile, 'a profile used once in a site');
      }
    });
  });
}

/** A site's id is its prefix and its identities' names. */
export function checkSiteIds(sites: readonly Site[], context: z.RefinementCtx): void {
  const ids = sites.map(({ id }) => id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return;
    context.addIssue({ code: 'custom', path: ['sites', index, 'id'], input: id, message: 'a site id used once' });
  });
}

/** A dataset is made of a view that there is. */
export function checkDatasets({ sites, datasets }: Offering, context: z.RefinementCtx): void {
  const views = new Set(sites.flatMap((s) => s.feeders.flatMap((f) => f.views.map((v) => `${s.id}/${v.name}`))));
  datasets.forEach(({ site, view }, index) => {
    if (views.has(`${site}/${view}`)) return;
    const message = `a view of site "${site}" (known: ${[...views].join(', ')})`;
    const params = { words: [...views].map((each) => each.split('/')[1]) };
    context.addIssue({ code: 'custom', path: ['datasets', index, 'view'], input: view, message, params });
  });
}

/** Parts of a configuration by which its profiles are judged. */
interface Reading {
  readonly datasets: readonly { readonly name: string }[];
  readonly consumption: {
    readonly kubeflow: {
      readonly enabled: boolean;
      readonly profiles?: readonly { readonly datasets?: readonly string[] | undefined }[];
    };
  };
}

/** A profile reads datasets that there are. */
export function checkProfiles({ datasets, consumption }: Reading, context: z.RefinementCtx): void {
  const known = datasets.map(({ name }) => name);
  (consumption.kubeflow.profiles ?? []).forEach((profile, index) => {
    (profile.datasets ?? []).forEach((name, at) => {
      if (known.includes(name)) return;
      const path = ['consumption', 'kubeflow', 'profiles', index, 'datasets', at];
      const message = `a dataset (known: ${known.join(', ')})`;
      context.addIssue({ code: 'custom', path, input: name, message, params: { words: known } });
    });
  });
}

type Tell = (path: Path, input: unknown, message: string) => void;

/** A certificate opens one site's role only, and whoever reads either sees which. */
function checkCertificate(
  { commonName }: { commonName: string },
  site: string,
  seen: Set<string>,
  path: Path,
  tell: Tell,
): void {
  const at = [...path, 'certificate', 'commonName'];
  if (seen.has(commonName)) tell(at, commonName, 'a common name used once');
  if (!commonName.includes(site)) tell(at, commonName, `a common name that holds the site's id, "${site}"`);
  seen.add(commonName);
}

/** A stream feeds a view of its own feeder that can take it, and outlives every attempt on a record. */
function checkStream({ stream, views }: Feeder, maxRecordAgeSeconds: number, path: Path, tell: Tell): void {
  if (stream === null) return;
  const known = views.filter(({ kind }) => kind === 'long-parquet').map((view) => view.name);
  if (!known.includes(stream.view)) {
    tell([...path, 'view'], stream.view, `a long-parquet view of the feeder (known: ${known.join(', ')})`);
  }
  // A record that the stream drops first is gone without a trace; one that is too old goes to the on-failure object.
  if (stream.retentionHours * 3600 <= maxRecordAgeSeconds) {
    const message = `hours that are longer than stream.maxRecordAgeSeconds (${maxRecordAgeSeconds})`;
    tell([...path, 'retentionHours'], stream.retentionHours, message);
  }
}
