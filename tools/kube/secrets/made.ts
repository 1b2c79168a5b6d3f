import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../api/control-plane.ts';

/** What has become of an ExternalSecret: the data of its Secret, or what was said of it last. */
export interface Made {
  readonly data?: Readonly<Record<string, string>>;
  readonly said: string;
}

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

interface Event {
  readonly involvedObject: { readonly kind: string; readonly name: string };
  readonly type: string;
  readonly message: string;
}

/** Waits until an ExternalSecret has its Secret, or until it is told that it gets none, or so many seconds. */
export async function madeOf(plane: ControlPlane, namespace: string, name: string, seconds: number): Promise<Made> {
  const { kubectl, processes } = plane;
  for (let waited = 0; ; waited++) {
    processes.requireRunning();
    const secrets = (await kubectl.json('get', 'secrets', '--namespace', namespace)).items as readonly Secret[];
    const data = secrets.find(({ metadata }) => metadata.name === name)?.data;
    const events = (await kubectl.json('get', 'events', '--namespace', namespace)).items as readonly Event[];
    const said = events
      .filter(({ type, involvedObject }) => type === 'Warning' && involvedObject.name === name)
      .map(({ message }) => message)
      .join('; ');
    if (data !== undefined || waited >= seconds) return { ...(data && { data }), said };
    await sleep(1000);
  }
}
