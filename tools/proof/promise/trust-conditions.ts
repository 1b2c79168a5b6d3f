import conditions from './trust-conditions.json' with { type: 'json' };

const DOCUMENTED: Readonly<Record<string, { readonly keys: readonly string[] }>> = conditions;

/**
 * Condition keys that a service sends when it assumes a role, as a page of AWS says. On any other key a trust is for
 * nobody: the service does not send it.
 */
export function keysSentBy(service: string): readonly string[] {
  return DOCUMENTED[service]?.keys ?? [];
}
