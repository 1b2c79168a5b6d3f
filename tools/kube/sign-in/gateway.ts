import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';

/** Ports of this machine that Dex and oauth2-proxy answer at. */
export interface Behind {
  readonly dex: number;
  readonly proxy: number;
}

/**
 * What Istio's gateway does with a request, in the place of Envoy, which is not built here: Dex' and oauth2-proxy's own paths
 * go to them; of any other oauth2-proxy is asked, with the headers that upstream's mesh configuration names, and whom it
 * lets in is told to what lies behind. Here that is a page that says whom it was told of.
 */
export function gateway({ dex, proxy }: Behind, header: string, claim: string): Server {
  return createServer((asked, answer) => {
    const path = asked.url ?? '/';
    if (path.startsWith('/dex/')) return pass(asked, answer, dex);
    if (path.startsWith('/oauth2/')) return pass(asked, answer, proxy);
    return authorize(asked, answer, proxy, (authorization) => {
      const token = JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString() || '{}');
      answer.setHeader('content-type', 'application/json').end(JSON.stringify({ [header]: token[claim] ?? null }));
    });
  });
}

function pass(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url, headers } = asked;
  const onward = request({ port, method, path: url, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  onward.on('error', () => answer.writeHead(502).end());
  asked.pipe(onward);
}

/** Istio's `envoyExtAuthzHttp`: 200 lets in, anything else is the answer. */
function authorize(
  { url, method, headers }: IncomingMessage,
  answer: ServerResponse,
  port: number,
  letIn: (authorization: string) => void,
): void {
  const { host, cookie, authorization } = headers;
  const told = { ...(host && { host }), ...(cookie && { cookie }), ...(authorization && { authorization }) };
  const check = request({ port, method, path: url, headers: told }, (got) => {
    if (got.statusCode === 200) {
      got.resume();
      return letIn(String(got.headers.authorization ?? ''));
    }
    answer.writeHead(got.statusCode ?? 502, got.headers);
    return got.pipe(answer);
  });
  check.on('error', () => answer.writeHead(502).end());
  check.end();
}
