import type { Config, Feeder, Site } from '../../../lib/config/config.ts';
import { loadConfig } from '../../../lib/config/load-config.ts';

type Integrator = Extract<Feeder, { profile: 'pi-integrator' }>;
type Sender = Extract<Feeder, { profile: 'sender' }>;
type Sheet = Extract<Integrator['views'][number], { kind: 'wide-csv' }>;
type Streaming = { readonly streams?: boolean; readonly shards?: number; readonly retentionHours?: number };

const prod = loadConfig('prod');
const LIVE = { name: 'live', kind: 'long-parquet' } as const;

/** prod with these sites in place of its own, and a dataset of the first view. */
export function sites(...all: Site[]): Config {
  const [
    {
      id,
      feeders: [feeder],
    } = site(''),
  ] = all;
  const view = feeder?.views[0]?.name ?? '';
  return { ...prod, sites: all, datasets: [{ name: 'data', site: id, view, gridSeconds: 60 }] };
}

export function site(id: string, ...feeders: Feeder[]): Site {
  return { id, feeders };
}

export function integrator({
  streams,
  shards,
  retentionHours,
  ...change
}: Partial<Integrator> & Streaming = {}): Feeder {
  const stream = streamOf({ streams, shards, retentionHours });
  const { views = [sheet({})] } = change;
  const all = stream === null ? views : [...views, LIVE];
  return { profile: 'pi-integrator', allow: [], network: null, ...change, stream, views: all };
}

export function sender(
  id: string,
  { streams, shards, retentionHours, ...change }: Partial<Sender> & Streaming = {},
): Feeder {
  const certificate = { commonName: `${id} of the plant_1.x` };
  const stream = streamOf({ streams, shards, retentionHours });
  return { profile: 'sender', network: null, certificate, views: [LIVE], ...change, stream };
}

/** A sheet of PI Integrator. */
export function sheet(change: Partial<Sheet>): Sheet {
  const views = prod.sites.flatMap(({ feeders }) => feeders.flatMap((feeder) => feeder.views));
  const found = views.find((view): view is Sheet => view.kind === 'wide-csv');
  if (found === undefined) throw new Error('wanted a view of CSV in config/prod.json');
  return { ...found, ...change };
}

function streamOf({
  streams = false,
  shards = 1,
  retentionHours = 168,
}: { [each in keyof Streaming]: Streaming[each] | undefined }): Feeder['stream'] {
  return streams ? { view: LIVE.name, shards, retentionHours } : null;
}
