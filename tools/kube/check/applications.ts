import type { Kubectl } from '../api/kubectl.ts';

/** What Argo CD says of an Application. */
export interface ApplicationState {
  readonly name: string;
  readonly sync: string;
  readonly health: string;
  /** When it was synced last, or is being synced. */
  readonly syncedAt: string;
  /** Why it is not as it should be. */
  readonly words: string;
  /** What of it is not healthy. */
  readonly ill: readonly Ill[];
}

interface Ill {
  readonly kind: string;
  readonly name: string;
  readonly health: string;
  readonly words: string;
}

interface Raw {
  readonly metadata: { readonly name: string };
  readonly status?: {
    readonly sync?: { readonly status?: string };
    readonly health?: { readonly status?: string };
    readonly operationState?: { readonly startedAt?: string; readonly phase?: string; readonly message?: string };
    readonly conditions?: readonly { readonly message?: string }[];
    readonly resources?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly status?: string;
      readonly health?: { readonly status?: string; readonly message?: string };
    }[];
  };
}

/** The Applications as the cluster has them. */
export async function statesOf(kubectl: Kubectl, namespace: string): Promise<ApplicationState[]> {
  const { items } = await kubectl.json('get', 'applications.argoproj.io', '--namespace', namespace);
  return (items as readonly Raw[]).map(stateOf);
}

function stateOf({ metadata, status = {} }: Raw): ApplicationState {
  const { sync, health, operationState: operation, conditions = [], resources = [] } = status;
  const outOfSync = resources.filter((each) => each.status === 'OutOfSync').map(({ kind, name }) => `${kind} ${name}`);
  return {
    name: metadata.name,
    sync: sync?.status ?? 'Unknown',
    health: health?.status ?? 'Unknown',
    syncedAt: operation?.startedAt ?? '',
    words: [
      ...(operation !== undefined && operation.phase !== 'Succeeded'
        ? [`${operation.phase}: ${operation.message}`]
        : []),
      ...conditions.map(({ message = '' }) => message),
      ...(outOfSync.length > 0 ? [`out of sync: ${outOfSync.join(', ')}`] : []),
    ].join('; '),
    ill: resources.flatMap(({ kind, name, health: own }) =>
      own?.status === undefined || own.status === 'Healthy'
        ? []
        : [{ kind, name, health: own.status, words: own.message ?? '' }],
    ),
  };
}
