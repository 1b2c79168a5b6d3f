/** Every log group, as an explanation names it. */
export const LOG_GROUPS: readonly string[] = [
  'replica-store/CallTrail/Log/Resource',
  'ingestion/PiIntegratorKeys/Keeper/Log/Resource',
  'ingestion/PiIntegratorKeys/ProviderLog/Resource',
  'ingestion/LandingIntake/*/Log/Resource',
  'ingestion/StreamToBronze/Writer/Log/Resource',
  'transformation/Pipeline/Log/Resource',
  'transformation/Pipeline/*/Check/Log/Resource',
  'kubeflow/Kubeflow/ControlPlaneLog/Resource',
  'kubeflow/Kubeflow/Cluster/KubectlProvider/Handler/LogGroup/Resource',
  'kubeflow/Kubeflow/Cluster/KubectlProvider/Provider/framework-onEvent/LogGroup/Resource',
  'kubeflow/NotebookImage/*/Log/Resource',
];
