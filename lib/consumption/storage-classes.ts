import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';

const NOTEBOOKS = 'notebooks';

/** Class of the volumes of the pipelines' database and of their artifacts. */
export const PIPELINES_STORAGE = 'pipelines';

/** A notebook's volume goes with its notebook; what the pipelines keep may outlive their claim. */
export function storageClasses(keepPipelines: boolean): readonly IStorageClass[] {
  return [
    { ...encryptedVolumes(NOTEBOOKS, 'Delete'), metadata: { name: NOTEBOOKS, annotations: DEFAULT } },
    encryptedVolumes(PIPELINES_STORAGE, keepPipelines ? 'Retain' : 'Delete'),
  ];
}

/** The class of every volume that names none, as notebooks' do. */
const DEFAULT = { 'storageclass.kubernetes.io/is-default-class': 'true' };

function encryptedVolumes(name: string, reclaimPolicy: 'Delete' | 'Retain'): IStorageClass {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy,
    // Made where the pod runs.
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}
