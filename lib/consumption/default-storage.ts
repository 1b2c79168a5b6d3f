import type { IStorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';

/** The class of every volume that names none, as Kubeflow's do: encrypted, made where the pod runs. */
export function defaultStorage(keepVolumes: boolean): IStorageClass {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    reclaimPolicy: keepVolumes ? 'Retain' : 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}
