import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { Feeder } from '../../lib/config/config.ts';
import { didYouMean } from '../../lib/config/did-you-mean.ts';
import { type IntakeNote, landingPrefix, parseNoteKey } from '../../lib/contract/index.ts';
import { clientsOf } from './aws.ts';
import { notedKeys } from './notes.ts';
import { type Deployment, plantCredentials } from './plant-credentials.ts';

const TIMEOUT_SECONDS = 60;
const LOOK_MS = 200;

/** What became of a file at the doors. */
export interface Put {
  readonly key: string;
  readonly verdict: 'received' | 'refused';

  /** Why it was refused: a code of contract/reasons.csv, with what was got and what was wanted. */
  readonly why: string | null;
}

/**
 * Puts a file into landing as the feeder would, with its own credentials, and waits for the intake's word on it.
 *
 * @throws Error where the view is not the feeder's, the door refuses, or no word comes.
 */
export async function putFile(deployment: Deployment, file: string, place: FeederPlace): Promise<Put> {
  const { config, cloud, deployer } = deployment;
  const { site, feeder, view } = place;
  checkView(feeder, site, view);
  const key = `${landingPrefix(site, feeder.profile)}view=${view}/${basename(file)}`;
  const plant = clientsOf(cloud, config.region, await plantCredentials(deployment, site, feeder));
  const onlyNew = feeder.profile === 'sender' && { IfNoneMatch: '*' };
  const object = { Bucket: config.buckets.landing, Key: key, Body: readFileSync(file) };
  const { VersionId } = await plant.s3.send(new PutObjectCommand({ ...object, ...onlyNew })).catch((error: unknown) => {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412)
      throw new Error(`${key}: lies in landing already, and a sender overwrites nothing: give the file another name`);
    throw error;
  });
  const note = await noteOn(deployment, key, VersionId ?? '');
  const { verdict } = parseNoteKey(note) ?? {};
  const told = await deployer.s3.send(new GetObjectCommand({ Bucket: config.buckets.bronze, Key: note }));
  const { reason, detail }: IntakeNote = JSON.parse((await told.Body?.transformToString()) ?? '{}');
  return { key, verdict: verdict ?? 'refused', why: reason && [reason, detail].filter(Boolean).join(': ') };
}

/** A view of a site's feeder. */
export interface FeederPlace {
  readonly site: string;
  readonly feeder: Feeder;
  readonly view: string;
}

function checkView(feeder: Feeder, site: string, view: string): void {
  const known = feeder.views.map(({ name }) => name);
  if (known.includes(view)) return;
  const wanted = `wanted one of the ${feeder.profile} of ${site}: ${known.join(', ')}`;
  throw new Error(`--view: got ${view}, ${wanted}${didYouMean(view, known)}`);
}

/** Key of the intake's note on a landing version. */
async function noteOn(place: Deployment, key: string, version: string): Promise<string> {
  const began = new Date();
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (;;) {
    const found = (await notedKeys(place, began)).find((note) => parseNoteKey(note)?.versionId === version);
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`${key}: the intake said nothing of it in ${TIMEOUT_SECONDS} s`);
    await sleep(LOOK_MS);
  }
}
