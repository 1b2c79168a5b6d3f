import type { Answer } from './answer.ts';

/** No answer of AWS at all. */
export const NETWORK_ANSWERS: readonly Answer[] = [
  {
    codes: ['certificate verify failed', 'unable to get local issuer certificate'],
    of: ['the network'],
    cause: 'A proxy opens the encrypted line, or the machine does not know Amazon’s authorities.',
    action:
      'Let the addresses below pass the proxy unopened, and install Amazon’s root certificates. Never turn the check off.',
    loss: 'no',
  },
  {
    codes: ['handshake failure', 'protocol version'],
    of: ['the network'],
    cause: 'The machine speaks no TLS 1.2.',
    action: 'Turn TLS 1.2 or newer on in Windows and in .NET (`SchUseStrongCrypto`).',
    loss: 'no',
  },
  {
    codes: ['time-out', 'connection refused', 'name not found'],
    of: ['the network'],
    cause: 'The firewall or the name server does not let the machine out.',
    action: 'Open port 443 to the addresses below, outwards only. Nothing ever calls into the plant.',
    loss: 'no',
    runbook: 'landing-silence',
  },
];
