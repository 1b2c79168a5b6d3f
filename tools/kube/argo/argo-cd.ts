import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ControlPlane } from '../api/control-plane.ts';
import { freePort } from '../api/processes.ts';
import type { KubeObject } from '../objects.ts';
import type { Programs } from '../programs.ts';
import { argoProgram } from './build.ts';
import type { ArgoSource } from './source.ts';
import { variablesOf } from './workload.ts';

const CONTROLLER = 'argocd-application-controller';
const REPOSITORIES = 'argocd-repo-server';

export interface ArgoCdProps {
  readonly plane: ControlPlane;
  readonly programs: Programs;
  readonly source: ArgoSource;
  /** What its installation is made of: its parts are told what their pods would be. */
  readonly objects: readonly KubeObject[];
  readonly namespace: string;
  /** The environment in which git finds the repositories. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts the parts of Argo CD that keep Applications, as programs beside the control plane. */
export async function startArgoCd(props: ArgoCdProps): Promise<void> {
  const { plane, source, objects, namespace } = props;
  const { kubeconfig, processes } = plane;
  const program = await argoProgram(source);
  const start = async (part: string, words: readonly string[]): Promise<void> => {
    const env = { ...variablesOf(objects, part), ...environmentOf(props), ARGOCD_BINARY_NAME: part };
    processes.start(part, program, ['--metrics-port', String(await freePort()), ...words], env);
  };
  const [redis, repositories] = [await freePort(), await freePort()];
  const cache = ['--redis', `127.0.0.1:${redis}`];
  processes.start('redis', plane.program, ['redis', String(redis)]);
  await start(REPOSITORIES, [...cache, '--address', '127.0.0.1', '--port', String(repositories)]);
  const place = ['--namespace', namespace, '--kubeconfig', kubeconfig];
  await start(CONTROLLER, [...cache, ...place, '--repo-server', `127.0.0.1:${repositories}`]);
}

/** What a part is told so that it runs outside a pod, with its files in the folder of the control plane. */
function environmentOf({ plane, programs, source, environment }: ArgoCdProps): NodeJS.ProcessEnv {
  const { folder, kubeconfig } = plane;
  // Argo CD calls kustomize by its name; kubectl has the same version of it built in.
  const kustomize = `#!/bin/sh\ncase "$1" in build) shift; exec "${programs.kubectl}" kustomize "$@";; version) echo v5.8.1;; *) exit 64;; esac\n`;
  writeFileSync(join(folder, 'kustomize'), kustomize, { mode: 0o755 });
  return {
    ...environment,
    // A script of its own is among its hacks, and in its image beside its program.
    PATH: [folder, join(source.folder, 'hack'), dirname(programs.helm), process.env.PATH].join(delimiter),
    KUBECONFIG: kubeconfig,
    TMPDIR: folder,
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_GNUPGHOME: join(folder, 'gpg'),
    ARGOCD_TLS_DATA_PATH: join(folder, 'tls'),
    ARGOCD_SSH_DATA_PATH: join(folder, 'ssh'),
    ARGOCD_PLUGINSOCKFILEPATH: join(folder, 'plugins'),
    ARGOCD_ASK_PASS_SOCK: join(folder, 'ask-pass.sock'),
  };
}
