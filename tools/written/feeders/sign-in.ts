import type { Config } from '../../../lib/config/config.ts';
import { plantArn } from '../../../lib/contract/index.ts';
import { code } from '../markdown.ts';
import { ANY } from './any-site.ts';
import type { Setting } from './sites.ts';

/** Settings by which a sender signs in. */
export function signInSettings(config: Config): Setting<'sender'>[] {
  return [
    [
      'Common name of the certificate',
      '`certificate.commonName` of the feeder',
      ({ feeder }) => code(feeder.certificate.commonName),
    ],
    ['Authority of the certificate', '`certificateAuthority` of the configuration', () => code(authorityOf(config))],
    ['Role', code(plantArn(ANY, ANY.site, 'sender')), ({ site }) => code(plantArn(config, site, 'sender'))],
    output('Trust anchor', 'SenderTrustAnchor'),
    output('Profile', 'SenderProfile'),
  ];
}

/** The file of the certificates, or the ARN of the authority. */
function authorityOf({ certificateAuthority: authority }: Config): string {
  return typeof authority === 'string' ? `config/${authority}` : authority.acmPcaArn;
}

/** CloudFormation lets only letters and digits of a site's id stand in an output's name, and a hash ends it. */
function output(name: string, key: string): Setting<'sender'> {
  const any = `an output of the stack ${code(`${ANY.app}-${ANY.environment}-ingestion`)}`;
  return [name, any, ({ site }) => `output ${code(`${site.replaceAll(/[^a-z0-9]/g, '')}${key}…`)}`];
}
