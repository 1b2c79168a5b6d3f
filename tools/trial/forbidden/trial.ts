import type { Clients } from '../aws.ts';
import type { Verb } from './ground.ts';

type Outcome = 'refused' | 'accepted' | 'unclear';

/** One verb that a plant's identity tried, and what came of it. */
export interface Trial {
  readonly identity: string;
  readonly service: string;
  readonly verb: string;
  readonly target: string;
  readonly wanted: 'refused' | 'accepted';
  readonly observed: Outcome;
  /** What the service said. */
  readonly answer: string;
  /** The same request by the bucket's owner just before: without its success a refusal proves nothing. */
  readonly ownerCan: boolean;
}

/** Whether the trial shows what it should. */
export function isProven({ wanted, observed, ownerCan }: Trial): boolean {
  return observed === wanted && ownerCan;
}

/** Lets the owner and then the plant send a request that must be refused, and records both answers. */
export async function tryVerb(identity: string, verb: Verb, owner: Clients, plant: Clients): Promise<Trial> {
  await verb.prepare?.(owner);
  const ownerCan = (await send(verb, owner)).observed === 'accepted';
  await verb.prepare?.(owner);
  const { observed, answer } = await send(verb, plant);
  await verb.cleanUp?.(owner);
  const { service, name, target } = verb;
  return { identity, service, verb: name, target, wanted: 'refused', observed, answer, ownerCan };
}

async function send(verb: Verb, clients: Clients): Promise<{ observed: Outcome; answer: string }> {
  try {
    await verb.send(clients);
    return { observed: 'accepted', answer: 'OK' };
  } catch (error) {
    return { observed: isRefusal(error) ? 'refused' : 'unclear', answer: String(error).slice(0, 200) };
  }
}

/** Only 403, or its name where a service answers 400 with it, is a refusal: a 404 or a broken request would prove nothing. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return false;
  if ('name' in error && error.name === 'AccessDeniedException') return true;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return false;
  return metadata.httpStatusCode === 403;
}
