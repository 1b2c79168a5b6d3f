import type { Places } from './places.ts';

/** An alarm that must be there: it tells somebody as soon as its metric is above nothing, or where there is nothing. */
export interface WantedAlarm {
  readonly name: string;
  readonly tells: 'what happens' | 'what stays away' | 'a ceiling';
}

/** Alarms without which a promise could be broken and nobody would know. */
export function wantedAlarms({ app, deployment, plants }: Places): WantedAlarm[] {
  const streams = app.guarded.some(({ kind }) => kind === 'stream');
  const keys = plants.some(({ profile }) => profile === 'pi-integrator');
  const alarm = (tells: WantedAlarm['tells'], ...names: readonly string[]): WantedAlarm[] =>
    names.map((name) => ({ name: `${deployment}-${name}`, tells }));
  const sites = [...new Set(plants.map(({ site }) => site))];
  return [
    ...alarm('what happens', 'intake-dead-letters', 'plant-refused'),
    ...(streams ? alarm('what happens', 'stream-errors', 'stream-losses') : []),
    ...(keys ? alarm('what happens', 'key-errors') : []),
    ...sites.flatMap((site) => [
      ...alarm('what stays away', `landing-silence-${site}`),
      ...alarm('a ceiling', `landing-bytes-${site}`, `landing-objects-${site}`),
    ]),
  ];
}
