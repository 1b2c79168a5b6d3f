import type { Settings } from './changed.ts';

/** Of prod, to which people come by a name of the company's, which signs them in. */
export const ENTRANCE: Settings = {
  'consumption.kubeflow.access': {
    adminCidrs: [],
    peopleRoleArn: null,
    ingress: {
      host: 'kubeflow.acme-plant.example',
      certificateArn: 'arn:aws:acm:us-east-1:222222222222:certificate/6f0c6e2e-0000-4000-8000-000000000002',
      cidrs: ['10.20.0.0/16', '192.168.7.0/24'],
      oidc: {
        issuer: 'https://login.acme-plant.example',
        clientId: 'kubeflow',
        clientSecretName: 'airlock/prod/airlock-prod-kubeflow/company',
        assumeEmailVerified: false,
      },
    },
  },
};
