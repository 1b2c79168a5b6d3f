import { GOLD_DEFAULTS } from './gold-defaults.ts';

/** Upstream's images for who works in Visual Studio Code or R: their tiles cannot be taken out of the form. */
const SERVERS = 'ghcr.io/kubeflow/kubeflow/notebook-servers';
const VERSION = 'v1.11.0';

const only = (image: string) => ({ value: image, options: [image] });

/** The form in which a person asks for a notebook: one image, room for a year of gold, gold's settings chosen. Its form is upstream's; JSON is YAML. */
export function spawnerConfig(image: string): string {
  return JSON.stringify({
    spawnerFormDefaults: {
      allowCustomImage: true,
      hideRegistry: true,
      hideTag: true,
      imagePullPolicy: { value: 'IfNotPresent' },
      image: only(image),
      imageGroupOne: only(`${SERVERS}/codeserver-python:${VERSION}`),
      imageGroupTwo: only(`${SERVERS}/rstudio-tidyverse:${VERSION}`),
      // A year of fifty tags on a grid of ten seconds is 2.6 GB as a data frame.
      cpu: { value: '1', limitFactor: '2' },
      memory: { value: '4.0Gi', limitFactor: '2' },
      gpus: { readOnly: true, value: { vendor: '', vendors: [], num: 'none' } },
      workspaceVolume: { value: { mount: '/home/jovyan', newPvc: workspace() } },
      dataVolumes: { value: [] },
      affinityConfig: { readOnly: true, value: 'none', options: [] },
      tolerationGroup: { readOnly: true, value: 'none', options: [] },
      shm: { value: true },
      configurations: { value: [GOLD_DEFAULTS] },
    },
  });
}

function workspace() {
  return {
    metadata: { name: '{notebook-name}-workspace' },
    spec: { resources: { requests: { storage: '10Gi' } }, accessModes: ['ReadWriteOnce'] },
  };
}
