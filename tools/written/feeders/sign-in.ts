import type { Config, Feeder } from '../../../lib/config/config.ts';
import { plantArn } from '../../../lib/contract/index.ts';
import { ANY } from '../any-site.ts';
import { chapter, code, type Link } from '../markdown.ts';
import { settingsTable } from './places.ts';
import type { Fed, Setting } from './sites.ts';

type Sender = Fed<Extract<Feeder, { profile: 'sender' }>>;

/** The chapter on the certificate by which a sender gets its sessions. */
export function signInChapter(config: Config, senders: readonly Sender[], link: Link): string[] {
  const revoke = code('npm run airlock -- key revoke --site <site> --environment <environment>');
  return chapter(
    'How it signs in',
    'By a certificate (IAM Roles Anywhere). There is no stored key: a session lasts an hour, and the SDK fetches the next one.',
    '',
    ...settingsTable(config, senders, signInSettings(config, senders)),
    'This prints the outputs:',
    '',
    '```',
    `aws cloudformation describe-stacks --stack-name ${ingestionStack(ANY)} \\`,
    `  --query "Stacks[0].Outputs[?contains(OutputKey, 'Sender')].[OutputKey, OutputValue]" --output text`,
    '```',
    '',
    'In the AWS configuration file of the account that the sender runs under, with AWS’s `aws_signing_helper` beside it:',
    '',
    '```ini',
    '[profile airlock]',
    `region = ${ANY.region}`,
    'credential_process = aws_signing_helper credential-process --certificate <certificate>.pem --private-key <key>.pem --trust-anchor-arn <trust anchor> --profile-arn <profile> --role-arn <role>',
    '```',
    '',
    'The certificate is a version 3 certificate for digital signatures, not of an authority. Its private key is made on the machine and never leaves it; only that',
    `account may read the file. To shut a sender out, ${revoke} prints how. Why a`,
    `certificate: ${link('docs/adr/018-certificates-and-boundaries.md', 'ADR 018')}.`,
  );
}

function signInSettings(config: Config, senders: readonly Sender[]): Setting[] {
  const each = (of: (sender: Sender) => string): string[] => senders.map((sender) => code(of(sender)));
  return [
    {
      name: 'Common name of the certificate',
      any: '`certificate.commonName` of the feeder',
      of: each(({ feeder }) => feeder.certificate.commonName),
    },
    {
      name: 'Authority of the certificate',
      any: '`certificateAuthority` of the configuration',
      of: each(() => `config/${config.certificateAuthority}`),
    },
    {
      name: 'Role',
      any: code(plantArn(ANY, ANY.site, 'sender')),
      of: each(({ site }) => plantArn(config, site, 'sender')),
    },
    output('Trust anchor', 'SenderTrustAnchor', senders),
    output('Profile', 'SenderProfile', senders),
  ];
}

function output(name: string, key: string, senders: readonly Sender[]): Setting {
  const any = `an output of the stack ${code(ingestionStack(ANY))}`;
  return { name, any, of: senders.map(({ site }) => `output ${code(`${outputPrefix(site)}${key}…`)}`) };
}

/** What CloudFormation lets of a site's id stand in an output's name. */
function outputPrefix(site: string): string {
  return site.replaceAll(/[^a-z0-9]/g, '');
}

function ingestionStack({ app, environment }: { readonly app: string; readonly environment: string }): string {
  return `${app}-${environment}-ingestion`;
}
