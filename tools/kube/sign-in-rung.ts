import { isApplication, sourceOf } from './application.ts';
import type { Handed } from './handed.ts';
import type { KubeObject } from './objects.ts';
import { layerPrograms } from './programs.ts';
import { renderedApplication } from './render/rendered-application.ts';
import type { Outcome } from './rung.ts';
import { PASSWORD, STRANGER } from './sign-in/company.ts';
import { type Configured, configuredBy } from './sign-in/configured.ts';
import { signInPrograms } from './sign-in/programs.ts';
import { type Met, SignIn } from './sign-in/try.ts';
import type { Repositories } from './upstream/repositories.ts';

const RUNG = 'sign-in';
const OWNER = 'first.owner@acme-plant.example';

/** Signs people in, by the real Dex and oauth2-proxy with what the cluster would tell them. */
export async function signInRung(handed: Handed, from: Repositories): Promise<Outcome> {
  const left = (why: string): Outcome => ({ rung: RUNG, facts: [], findings: [], left: [why] });
  const configured = await configuredFor(handed, from);
  if (typeof configured === 'string') return left(configured);
  const programs = await signInPrograms(configured.versions, from);
  if (typeof programs === 'string') return left(programs);
  const signIn = await SignIn.begin(configured, programs);
  try {
    const tried = await (configured.dexConfig.connectors === undefined ? byPassword : byCompany)(signIn, configured);
    const facts = tried.filter(([, holds]) => holds).map(([fact]) => fact);
    const findings = tried.filter(([, holds]) => !holds).map(([fact, , met]) => `not so: ${fact} (${met})`);
    const { dex, oauth2Proxy } = configured.versions;
    return { rung: RUNG, facts: [`Dex ${dex}, oauth2-proxy ${oauth2Proxy}`, ...facts], findings, left: [] };
  } finally {
    signIn.end();
  }
}

async function configuredFor({ objects }: Handed, from: Repositories): Promise<Configured | string> {
  const programs = await layerPrograms();
  if (programs === undefined) return 'kubectl of the layer: it runs on Linux (x64)';
  const made: KubeObject[][] = [];
  for (const name of ['dex', 'oauth2-proxy']) {
    const application = objects.filter(isApplication).find(({ metadata }) => metadata.name === name);
    if (application === undefined) throw new Error(`got no Application ${name}, wanted one`);
    const rendered = await renderedApplication(application, { programs, from });
    if (rendered === undefined) return `no checkout of ${sourceOf(application).repoURL}`;
    made.push([...rendered.objects]);
  }
  const [dex = [], proxy = []] = made;
  return configuredBy(dex, proxy);
}

type Tried = readonly (readonly [fact: string, holds: boolean, met: string])[];

async function byPassword(signIn: SignIn, { personHeader }: Configured): Promise<Tried> {
  const owner = await signIn.signsIn(OWNER);
  return [
    ...(await asNobody(signIn)),
    tried('an owner signs in by password, and is told of as that', owner, isTold(owner, personHeader, OWNER)),
    await refused(signIn, 'a wrong password', OWNER, 'wrong'),
    await refused(signIn, "upstream's sample user", 'user@example.com', '12341234'),
    await refused(signIn, 'somebody who owns no profile', STRANGER, PASSWORD),
  ];
}

async function byCompany(signIn: SignIn, { personHeader }: Configured): Promise<Tried> {
  const owner = await signIn.signsIn(OWNER);
  const stranger = await signIn.signsIn(STRANGER);
  const session = owner.cookies.filter((line) => /^oauth2_proxy_kubeflow=/.test(line));
  return [
    ...(await asNobody(signIn)),
    tried('an owner signs in by the company, and is told of as that', owner, isTold(owner, personHeader, OWNER)),
    tried(
      'the cookie goes over TLS alone',
      owner,
      session.length > 0 && session.every((line) => /; Secure/i.test(line) && /; HttpOnly/i.test(line)),
    ),
    tried(
      'a person of the company who owns no profile signs in, and is nobody whom a profile names',
      stranger,
      isTold(stranger, personHeader, STRANGER),
    ),
    await refused(signIn, 'a wrong password at the company', OWNER, 'wrong'),
    await refused(signIn, "upstream's sample user", 'user@example.com', '12341234'),
  ];
}

async function asNobody(signIn: SignIn): Promise<Tried> {
  const [page, call] = [await signIn.asks('/'), await signIn.asks('/api/workgroup/exists')];
  return [
    tried('nobody sees the dashboard', page, page.page.status === 403),
    tried('nobody calls an API', call, call.page.status === 401),
  ];
}

async function refused(signIn: SignIn, who: string, login: string, password: string): Promise<Tried[number]> {
  const met = await signIn.signsIn(login, password);
  return tried(`${who} is refused`, met, met.page.status === 401);
}

function isTold({ page }: Met, header: string, owner: string): boolean {
  return page.status === 200 && page.text === JSON.stringify({ [header]: owner });
}

function tried(fact: string, { page }: Met, holds: boolean): Tried[number] {
  return [fact, holds, `${page.status} at ${page.url}: ${page.text.replace(/<[^>]*>|\s+/g, ' ').slice(-600)}`];
}
