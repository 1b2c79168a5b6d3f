import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

/** What Secrets Manager would have made up for a name: 32 letters and digits. */
export function madeUp(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** Answers for Secrets Manager, as far as an operator that reads values asks it: of these names, and no others. */
export async function secretsManager(
  names: readonly string[],
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer(async (request, response) => {
    const { status, body } = answer(names, request, JSON.parse(await text(request)));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('wanted a port of 127.0.0.1');
  return { server, address: `http://127.0.0.1:${address.port}` };
}

function answer(names: readonly string[], { headers }: IncomingMessage, { SecretId }: { SecretId: string }) {
  if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue')
    return { status: 400, body: { __type: 'InvalidRequestException', message: `${headers['x-amz-target']}` } };
  if (!names.includes(SecretId))
    return { status: 400, body: { __type: 'ResourceNotFoundException', message: `no ${SecretId}` } };
  const body = { ARN: SecretId, Name: SecretId, SecretString: madeUp(SecretId), VersionId: '1' };
  return { status: 200, body };
}
