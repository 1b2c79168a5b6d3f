import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Network } from '../config/config.ts';

/**
 * Condition of a Deny: the call comes neither from a named address nor through a named endpoint. A call through an endpoint
 * has no public address and one from an address no endpoint; a negated operator is true of a key that is not there.
 */
export function elsewhere({ cidrs, vpcEndpoints }: Network): Record<string, Record<string, string[]>> {
  return {
    ...(cidrs.length > 0 && { NotIpAddress: { 'aws:SourceIp': cidrs } }),
    ...(vpcEndpoints.length > 0 && { StringNotEquals: { 'aws:SourceVpce': vpcEndpoints } }),
  };
}

/** Tags an identity with where it may call from: a Deny that is lost is missed by whoever reads that it must be there. */
export function tellNetwork(identity: IConstruct, network: Network | null): void {
  if (network === null) return;
  Tags.of(identity).add('airlock:network', [...network.cidrs, ...network.vpcEndpoints].join(' '));
}
