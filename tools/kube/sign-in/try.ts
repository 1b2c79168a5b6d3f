import { Browser, type Page } from './browser.ts';
import { type Company, company, HASH, PASSWORD } from './company.ts';
import type { Configured } from './configured.ts';
import { gateway } from './gateway.ts';
import type { SignInPrograms } from './programs.ts';
import { freePort, Served } from './served.ts';

const CLIENT = { id: 'kubeflow', secret: 'of-oauth2-proxy' };
const COOKIE = '0123456789abcdef0123456789ABCDEF';

/** What a person has met. */
export interface Met {
  readonly page: Page;
  readonly cookies: readonly string[];
}

/** Dex and oauth2-proxy as they are configured, behind a gateway, and the company's provider where there is one. */
export class SignIn {
  readonly #served = new Served();
  readonly #configured: Configured;
  #origin = 'http://localhost';
  #ports: Record<string, number> = {};

  private constructor(configured: Configured) {
    this.#configured = configured;
  }

  static async begin(configured: Configured, programs: SignInPrograms): Promise<SignIn> {
    const signIn = new SignIn(configured);
    try {
      await signIn.#start(programs);
    } catch (error) {
      signIn.end();
      throw error;
    }
    return signIn;
  }

  end(): void {
    this.#served.end();
  }

  /** Comes as nobody. */
  async asks(path = '/'): Promise<Met> {
    const browser = new Browser(this.#ports);
    return { page: await browser.open(this.#origin + path), cookies: browser.setCookies };
  }

  /** Goes through the form, and then asks for the dashboard. */
  async signsIn(login: string, password: string = PASSWORD): Promise<Met> {
    const browser = new Browser(this.#ports);
    const form = await browser.open(`${this.#origin}/oauth2/start?rd=/`);
    const answer = await browser.open(form.url, { login, password });
    const page = answer.status === 200 ? await browser.open(`${this.#origin}/`) : answer;
    return { page, cookies: browser.setCookies };
  }

  async #start(programs: SignInPrograms): Promise<void> {
    const { personHeader, personClaim, proxyEnvironment } = this.#configured;
    const [dex, proxy] = [await freePort(), await freePort()];
    const port = await this.#served.listen(gateway({ dex, proxy }, personHeader, personClaim));
    const redirect = proxyEnvironment.OAUTH2_PROXY_REDIRECT_URL;
    if (redirect !== undefined) this.#origin = new URL(redirect).origin;
    this.#ports = { [new URL(this.#origin).host]: port };
    await this.#startDex(programs, dex);
    await this.#startProxy(programs, proxy, dex);
  }

  /** Only addresses and the place of the state are others than in the cluster. */
  async #startDex(programs: SignInPrograms, port: number): Promise<void> {
    const { dexConfig } = this.#configured;
    const provider = await this.#company(programs);
    const connectors = dexConfig.connectors?.map((each) => ({
      ...each,
      config: { ...each.config, issuer: provider?.issuer },
    }));
    const config = {
      ...dexConfig,
      storage: { type: 'memory' },
      web: { http: `127.0.0.1:${port}` },
      ...(connectors && { connectors }),
    };
    const passwords = (dexConfig.staticPasswords ?? []).map(({ hashFromEnv }) => [hashFromEnv, HASH]);
    const env = {
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      ...Object.fromEntries(passwords),
      ...(provider && { COMPANY_CLIENT_SECRET: provider.clientSecret }),
    };
    const file = this.#served.file('dex.json', JSON.stringify(config));
    await this.#served.start(programs.dex, ['serve', file], env, `http://127.0.0.1:${port}/dex/healthz`);
  }

  async #company(programs: SignInPrograms): Promise<Company | undefined> {
    const [connector] = this.#configured.dexConfig.connectors ?? [];
    if (connector === undefined) return undefined;
    const { clientID, redirectURI } = connector.config;
    const owners = ['first.owner@acme-plant.example'];
    const made = await company(this.#served, programs, String(clientID), String(redirectURI), owners);
    this.#ports[`127.0.0.1:${made.port}`] = made.port;
    return made;
  }

  async #startProxy({ oauth2Proxy }: SignInPrograms, port: number, dex: number): Promise<void> {
    const { proxyFile, proxyEnvironment } = this.#configured;
    const env = {
      ...proxyEnvironment,
      OAUTH2_PROXY_CLIENT_ID: CLIENT.id,
      OAUTH2_PROXY_CLIENT_SECRET: CLIENT.secret,
      OAUTH2_PROXY_COOKIE_SECRET: COOKIE,
      OAUTH2_PROXY_REDEEM_URL: `http://127.0.0.1:${dex}/dex/token`,
      OAUTH2_PROXY_OIDC_JWKS_URL: `http://127.0.0.1:${dex}/dex/keys`,
      // A picture of upstream's, which lies in the image.
      OAUTH2_PROXY_CUSTOM_SIGN_IN_LOGO: '-',
    };
    const file = this.#served.file('oauth2_proxy.cfg', proxyFile);
    const words = [`--http-address=127.0.0.1:${port}`, `--config=${file}`];
    await this.#served.start(oauth2Proxy, words, env, `http://127.0.0.1:${port}/ping`);
  }
}
