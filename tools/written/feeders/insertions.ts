import type { Config } from '../../../lib/config/config.ts';
import type { Reference } from '../../../packages/iam-proof/reference/reference.ts';
import type { Insertions } from '../insertions.ts';
import { code } from '../markdown.ts';
import { keySettings, landingSettings, stream, streamRegion } from './places.ts';
import { saidInsertions } from './said.ts';
import { signInSettings } from './sign-in.ts';
import { ownTable, settingsTable } from './sites.ts';
import { refusedTable, switchesTable, verbsTable } from './verbs.ts';
import { viewsOfSites } from './views.ts';

/** Insertions of the pages of docs/feeders/, from the code of the policies, with the sites of a configuration as examples. */
export function feederInsertions(config: Config, reference: Reference): Insertions {
  return { ...settings(config, settingsTable), ...limits(config), ...verbs(reference), ...saidInsertions() };
}

/** What of them says where a feeder's data goes and how, for a configuration's sites alone. */
export function ownInsertions(config: Config): Insertions {
  return { ...settings(config, ownTable), ...limits(config) };
}

function settings(config: Config, tableOf: typeof ownTable): Insertions {
  const integrator = [...landingSettings(config, 'pi-integrator'), ...keySettings(config)];
  const sender = [...landingSettings(config, 'sender'), stream(config)];
  return {
    'pi-integrator places': () => tableOf(config, 'pi-integrator', integrator),
    'pi-integrator stream': () => tableOf(config, 'pi-integrator', [streamRegion(config), stream(config)]),
    'pi-integrator views': () => viewsOfSites(config, 'pi-integrator'),
    'sender places': () => tableOf(config, 'sender', sender),
    'sender sign-in': () => tableOf(config, 'sender', signInSettings(config)),
    'sender views': () => viewsOfSites(config, 'sender'),
  };
}

function limits({ environment, region, buckets, landing, intake, extraction }: Config): Insertions {
  const address = (name: string): string => code(`${name}.${region}.amazonaws.com`);
  return {
    addresses: () => ['s3', `${buckets.landing}.s3`, 'kinesis'].map(address).join(', '),
    'address of sign-in': () => address('rolesanywhere'),
    'bytes of a file': () => counted(intake.maxObjectBytes),
    'days in landing': () => String(landing.expireAfterDays),
    'days of a key': () => String(extraction.keyMaxAgeDays),
    environment: () => environment,
  };
}

function verbs(reference: Reference): Insertions {
  return {
    'count of services': () => counted(reference.services.length),
    'count of verbs': () => counted(reference.actions.length),
    'pi-integrator verbs': () => verbsTable('pi-integrator'),
    'refused verbs': refusedTable,
    'sender verbs': () => verbsTable('sender'),
    switches: switchesTable,
  };
}

function counted(count: number): string {
  return count.toLocaleString('en');
}
