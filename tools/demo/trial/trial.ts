import { Readable } from 'node:stream';
import type { Clients } from '../aws.ts';
import type { Verb } from './ground.ts';

type Outcome = 'refused' | 'accepted' | 'unclear';

/** One verb that a plant's identity tried, and what came of it. */
export interface Trial {
  readonly identity: string;
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

/** Lets the owner and then the plant send the same request, and records both answers. */
export async function tryVerb(identity: string, verb: Verb, owner: Clients, plant: Clients): Promise<Trial> {
  let ownerCan = true;
  if (verb.wanted === 'refused') {
    await verb.prepare?.(owner);
    ownerCan = (await send(verb, owner)).observed === 'accepted';
  }
  await verb.prepare?.(owner);
  const { observed, answer } = await send(verb, plant);
  await verb.cleanUp?.(owner);
  return { identity, verb: verb.name, target: verb.target, wanted: verb.wanted, observed, answer, ownerCan };
}

async function send(verb: Verb, clients: Clients): Promise<{ observed: Outcome; answer: string }> {
  try {
    await finish(await verb.send(clients));
    return { observed: 'accepted', answer: 'OK' };
  } catch (error) {
    return { observed: isRefusal(error) ? 'refused' : 'unclear', answer: String(error).slice(0, 200) };
  }
}

/** Reads an answer's body to its end, or an event of a stream: one left open keeps its connection, and this process, waiting. */
async function finish(answer: unknown): Promise<void> {
  if (typeof answer !== 'object' || answer === null) return;
  if ('Body' in answer && answer.Body instanceof Readable) for await (const _ of answer.Body);
  if ('EventStream' in answer && isAsyncIterable(answer.EventStream)) for await (const _ of answer.EventStream) break;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Only 403, or its name where a service answers 400 with it, is a refusal: a 404 or a broken request would prove nothing. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return false;
  if ('name' in error && error.name === 'AccessDeniedException') return true;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return false;
  return metadata.httpStatusCode === 403;
}
