import { loadConfig } from '../../lib/config/load-config.ts';
import { plantPath } from '../../lib/contract/index.ts';
import { synthesize } from '../support/stacks.ts';

const config = loadConfig('local');
const permissionsBoundary = 'arn:aws:iam::000000000000:policy/acme-developer-boundary';
const IDENTITIES = ['AWS::IAM::Role', 'AWS::IAM::User'];

/** Properties of every identity, of the plants' and of all others. */
async function identities(): Promise<{ plants: Record<string, unknown>[]; others: Record<string, unknown>[] }> {
  const templates = await synthesize({ ...config, permissionsBoundary });
  const all = Object.values(templates).flatMap((template) =>
    IDENTITIES.flatMap((type) => Object.values(template.findResources(type)).map(({ Properties }) => Properties)),
  );
  const isPlant = ({ Path }: { Path?: string }): boolean => Path === plantPath(config);
  return { plants: all.filter(isPlant), others: all.filter((each) => !isPlant(each)) };
}

test("an organization's boundary is on every identity but the plants', those of CDK's own functions too", async () => {
  const { others } = await identities();
  expect(others.length).toBeGreaterThan(15);
  expect([...new Set(others.map((each) => each.PermissionsBoundary))]).toEqual([permissionsBoundary]);
});

test("the plants' identities keep their own boundary", async () => {
  const { plants } = await identities();
  const own = { Ref: expect.stringMatching(/Boundary(sender|piintegrator)Policy/) };
  expect(plants.map(({ PermissionsBoundary }) => PermissionsBoundary)).toEqual(plants.map(() => own));
  expect(plants.length).toBeGreaterThan(2);
});

test("a boundary by the CDK's own context, which would replace the plants', is refused", async () => {
  const context = { '@aws-cdk/core:permissionsBoundary': { name: 'acme-developer-boundary' } };
  await expect(synthesize(config, context)).rejects.toThrow(
    /got the permissions boundary "arn:aws:iam::000000000000:policy\/acme-developer-boundary", wanted the plant's own: an organization's boundary is the configuration's key "permissionsBoundary"/,
  );
});
