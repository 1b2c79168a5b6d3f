import {
  type Answer,
  type Assembly,
  type ClassSolver,
  type Question,
  readAssembly,
  type Solver,
} from '../../packages/iam-proof/index.ts';
import { placesOf } from '../../tools/proof/promise/places.ts';
import { asksOf } from '../../tools/proof/properties/asked/every.ts';
import { prove } from '../../tools/proof/prove.ts';
import { startSolver } from '../../tools/proof/reference.ts';
import { renderProof } from '../../tools/proof/render.ts';
import { type Edit, folderOf, type TemplateStatement, twin } from './twins.ts';

const LANDING = 'acme-plant-prod-landing';

let folder: string;
let solver: ClassSolver;
beforeAll(async () => {
  folder = await folderOf('prod');
  solver = await startSolver();
});

/** Every answer on a promise, of those that name it so. */
async function answersOn(assembly: Assembly, property: string): Promise<Answer[]> {
  const asks = asksOf(placesOf(assembly)).filter((each) => each.property.includes(property));
  return Promise.all(asks.map(({ question }) => solver.find(question)));
}

/** Asks the solver of the sender alone, which is quicker. */
function ofSender(): Solver {
  const isSender = ({ principal }: Question): boolean => 'role' in principal && principal.role.includes('sender');
  const find = async (question: Question): Promise<Answer> =>
    isSender(question) ? solver.find(question) : { kind: 'none' };
  return { find, queries: 0 };
}

function allow(owner: string, action: string, resource: string): Edit {
  const statement: TemplateStatement = { Effect: 'Allow', Action: action, Resource: resource };
  return (statementsOf) => statementsOf(owner).at(-1)?.push(statement);
}

function lose(owner: string, sid: string): Edit {
  return (statementsOf) => {
    for (const statements of statementsOf(owner)) {
      const index = statements.findIndex(({ Sid }) => Sid === sid);
      if (index >= 0) statements.splice(index, 1);
    }
  };
}

/** Without the Deny statements that have no name, which CDK makes of `enforceSSL`. */
const loseUnnamed =
  (owner: string): Edit =>
  (statementsOf) => {
    for (const statements of statementsOf(owner)) {
      const denies = statements.filter(({ Sid, Effect }) => Sid === undefined && Effect === 'Deny');
      for (const deny of denies) statements.splice(statements.indexOf(deny), 1);
    }
  };

const SENDER = 'eastchemicalsSenderRole';
const SLASHLESS: Edit = (statementsOf) => {
  for (const statement of statementsOf(SENDER).flat()) {
    if (statement.Sid === 'PutOwnPrefix') statement.Resource = `arn:aws:s3:::${LANDING}/site=east-chemicals*`;
  }
};
const INVERTED: Edit = (statementsOf) => {
  for (const { Sid, Condition } of statementsOf('LandingPolicy').flat()) {
    if (Sid === 'DenySenderOverwrite' && Condition?.Null) Condition.Null['s3:if-none-match'] = 'false';
  }
};

/** A promise, a mistake that breaks it, and a request that then gets through. */
const TWINS: readonly (readonly [string, Edit, { readonly action: string; readonly resource: string }])[] = [
  ['a plant does nothing but put', SLASHLESS, { action: 's3:PutObject', resource: `${LANDING}/site=east-chemicals` }],
  [
    "no site touches another's",
    allow(SENDER, 's3:PutObject', `arn:aws:s3:::${LANDING}/site=north-refinery/*`),
    { action: 's3:PutObject', resource: `${LANDING}/site=north-refinery/` },
  ],
  [
    'a PI Integrator does nothing by a session',
    lose('northrefineryPiIntegrator', 'DenySession'),
    { action: 's3:', resource: `${LANDING}/site=north-refinery/feeder=pi-integrator/` },
  ],
  [
    'landing lets a plant put and abort',
    lose('LandingPolicy', 'DenyPlantAllButPut'),
    { action: ':', resource: LANDING },
  ],
  [
    "landing refuses a plant's put under a key that the plant holds",
    lose('LandingPolicy', 'DenyPlantCustomerKey'),
    { action: 's3:PutObject', resource: LANDING },
  ],
  [
    "landing refuses a plant's put under another encryption",
    lose('LandingPolicy', 'DenyPlantForeignKey'),
    { action: 's3:PutObject', resource: LANDING },
  ],
  [
    "landing refuses a plant's put in another storage class",
    lose('LandingPolicy', 'DenyPlantArchiveClass'),
    { action: 's3:PutObject', resource: LANDING },
  ],
  [
    "landing refuses a plant's put that is not signed in its header",
    lose('LandingPolicy', 'DenyPlantPresigned'),
    { action: 's3:PutObject', resource: LANDING },
  ],
  ['a sender cannot put without If-None-Match', INVERTED, { action: 's3:PutObject', resource: LANDING }],
  [
    'bronze takes objects from its two writers only',
    lose('BronzePolicy', 'DenyPutByOthers'),
    { action: 's3:PutObject', resource: 'acme-plant-prod-bronze' },
  ],
  [
    'bronze lets nobody delete a version',
    lose('BronzePolicy', 'DenyTampering'),
    { action: 's3:', resource: 'acme-plant-prod-bronze' },
  ],
  [
    'the bucket of logs takes objects from services of AWS only',
    lose('AccessLogsPolicy', 'DenyPutByOthers'),
    { action: 's3:PutObject', resource: 'acme-plant-prod-access-logs' },
  ],
  [
    'the bucket of logs lets nobody delete or change',
    lose('AccessLogsPolicy', 'DenyTampering'),
    { action: 's3:', resource: 'acme-plant-prod-access-logs' },
  ],
  [
    'an identity that is no plant does what it is there for',
    allow('PipelineSchedulesRole', 'states:StartExecution', '*'),
    { action: 'states:StartExecution', resource: ':states:' },
  ],
  [
    'answers over TLS 1.2 or newer only',
    loseUnnamed('GoldPolicy'),
    { action: 's3:', resource: 'acme-plant-prod-gold' },
  ],
  ['answers over TLS only', loseUnnamed('LandingIntakeQueuePolicy'), { action: 'sqs:', resource: 'airlock-prod' }],
  [
    'an identity that is no plant does',
    allow('PiIntegratorKeysProvider', 'secretsmanager:GetSecretValue', '*'),
    { action: 'secretsmanager:GetSecretValue', resource: ':secretsmanager:' },
  ],
  [
    'no trust lets a plant assume a role',
    (statementsOf) => {
      for (const statement of statementsOf('GoldReaderRole').flat()) {
        if (statement.Condition?.ArnNotLike) statement.Condition = { StringEquals: { 'sts:ExternalId': 'notebooks' } };
      }
    },
    { action: 'sts:AssumeRole', resource: 'gold-reader' },
  ],
];

test.each(TWINS)(
  '%s, and with a mistake a request is found that would pass',
  async (property, edit, { action, resource }) => {
    const clean = await answersOn(readAssembly(folder), property);
    expect(clean.length).toBeGreaterThan(0);
    expect(clean.filter(({ kind }) => kind !== 'none')).toEqual([]);
    const found = (await answersOn(twin(folder, edit), property)).find(({ kind }) => kind === 'found');
    expect(found).toMatchObject({
      request: { action: expect.stringContaining(action), resource: expect.stringContaining(resource) },
    });
  },
);

test('each promise of which the solver is asked has a twin', () => {
  const asked = new Set(asksOf(placesOf(readAssembly(folder))).map(({ property }) => property));
  const left = [...asked].filter((each) => !TWINS.some(([property]) => each.includes(property)));
  expect(left).toEqual([]);
});

test('a refuted proof prints the request and the statement that lets it', async () => {
  const assembly = twin(folder, allow(SENDER, 's3:GetObject', `arn:aws:s3:::${LANDING}/*`));
  const proof = await prove(() => assembly, ofSender());
  const [first = ''] = renderProof('cdk.out', proof).split('\nREFUTED');
  expect(proof.verdict).toBe('refuted');
  expect(first.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))).toEqual([
    'REFUTED a plant does nothing but put below its own prefix and into its own stream',
    'by airlock-prod-sender-east-chemicals (identity alone)',
    expect.stringMatching(/^because s3:GetObject on arn:aws:s3:::acme-plant-prod-landing\/.+ would be allowed$/),
    expect.stringMatching(/^principal arn:aws:sts::\d{12}:assumed-role\/airlock-prod-sender-east-chemicals\/session$/),
    'action s3:GetObject',
    expect.stringMatching(/^resource arn:aws:s3:::acme-plant-prod-landing\/.+$/),
    expect.stringMatching(/^let by airlock-prod-ingestion\/eastchemicalsSenderRole\w+ Policies\[0\].*Statement\[3\]$/),
  ]);
});
