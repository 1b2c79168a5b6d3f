import { both, keyIs } from '../../../../packages/iam-proof/index.ts';
import { keyRights } from '../../promise/customer-key.ts';
import type { Places } from '../../promise/places.ts';
import { boundProfiles, isGoldReader, NAMESPACE } from '../../promise/profiles.ts';
import { type Ask, ask } from './ask.ts';
import { beyond } from './roles.ts';

const READS_ITS_OWN = 'a profile that names its datasets reads no other';

/** In the name of a profile, the reader of gold may do what the configuration says of it, and nothing else. */
export function profileAsks(places: Places): Ask[] {
  const readers = places.others.filter((identity) => isGoldReader(places, identity));
  return readers.flatMap((identity) =>
    boundProfiles(places).map(({ name, rights }) => {
      const more = beyond([...rights, ...keyRights(places, { decrypts: ['gold'] })]);
      const asked = ask(
        places,
        READS_ITS_OWN,
        'identity',
        identity,
        both(keyIs('StringEquals', NAMESPACE, name), more),
      );
      return { ...asked, who: `${identity.name} of ${name}` };
    }),
  );
}
