/** A page that a browser has come to. */
export interface Page {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

/** As much of a browser as signing in takes: it follows redirects and keeps each host's cookies. A name that leads to this machine is looked up in `ports`. */
export class Browser {
  readonly #ports: Readonly<Record<string, number>>;
  readonly #cookies = new Map<string, Map<string, string>>();
  /** `Set-Cookie` lines as they came. */
  readonly setCookies: string[] = [];

  constructor(ports: Readonly<Record<string, number>>) {
    this.#ports = ports;
  }

  async open(url: string, form?: Readonly<Record<string, string>>): Promise<Page> {
    let at = new URL(url);
    let body = form && new URLSearchParams(form);
    for (let step = 0; step < 20; step += 1) {
      const answer = await this.#ask(at, body);
      const next = answer.headers.get('location');
      if (next === null) return { status: answer.status, url: at.href, text: await answer.text() };
      at = new URL(next, at);
      body = undefined;
    }
    throw new Error(`${url}: got 20 redirects, wanted a page`);
  }

  async #ask(at: URL, body: URLSearchParams | undefined): Promise<Response> {
    const port = this.#ports[at.host];
    if (port === undefined)
      throw new Error(`got a redirect to ${at.host}, wanted one of ${Object.keys(this.#ports).join(', ')}`);
    const jar = this.#cookies.get(at.host) ?? new Map<string, string>();
    this.#cookies.set(at.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetchAs(at, port, cookie, body);
    for (const line of answer.headers.getSetCookie()) {
      this.setCookies.push(line);
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      jar.set(name, value.join('='));
    }
    return answer;
  }
}

/** A request to this machine, by the name that is asked for. */
async function fetchAs(
  { host, pathname, search }: URL,
  port: number,
  cookie: string,
  body?: URLSearchParams,
): Promise<Response> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const headers = {
      host,
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const asked = request({ port, path: pathname + search, method: body ? 'POST' : 'GET', headers }, (got) => {
      const parts: Buffer[] = [];
      got.on('data', (part: Buffer) => parts.push(part));
      got.on('end', () => {
        const all = new Headers();
        for (const [name, value] of Object.entries(got.headersDistinct))
          for (const each of value ?? []) all.append(name, each);
        resolve(new Response(Buffer.concat(parts), { status: got.statusCode ?? 500, headers: all }));
      });
    });
    asked.on('error', reject);
    asked.end(body?.toString());
  });
}
