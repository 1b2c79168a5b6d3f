import { both, keyIs, resourceIs } from '../../../../packages/iam-proof/index.ts';
import type { Places } from '../../promise/places.ts';
import { type Ask, ask, askEach } from './ask.ts';

const NO_SESSION = 'a PI Integrator does nothing by a session, which would outlive its key';

/** AWS opens a session to whoever has a static key, whatever policies say; a sender has nothing but sessions, which end within the hour. */
export function sessionAsks(places: Places): Ask[] {
  const bucket = places.bucket('landing');
  const bySession = keyIs('Null', 'aws:TokenIssueTime', 'false');
  return places.plants
    .filter(({ profile }) => profile === 'pi-integrator')
    .flatMap(({ identity }) => [
      ...askEach(['identity', 'boundary'], places, NO_SESSION, identity, bySession),
      ask(places, NO_SESSION, 'resource', identity, both(bySession, resourceIs(bucket, `${bucket}/*`))),
    ]);
}
