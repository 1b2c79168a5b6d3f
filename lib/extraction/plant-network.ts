import type { Network } from '../config.ts';

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
