import { existsSync } from 'node:fs';
import { env } from 'node:process';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of this machine's Chromium; `CHROMIUM_PATH` goes before the usual places. */
export function chromiumPath(): string | undefined {
  return [env.CHROMIUM_PATH ?? '', ...PLACES].find(existsSync);
}
