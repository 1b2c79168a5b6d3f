import type { AccessKey, KeyReport } from '../../lib/contract/index.ts';

/** Lines for a person on what became of a site's keys. */
export function reportLines({ site, done, why, keys }: KeyReport): string {
  const lines = keys.map(keyLine);
  return [`${site}: ${done} (${why})`, ...(lines.length > 0 ? lines : ['  no key'])].join('\n');
}

function keyLine({ id, isActive, isStored, createdAt, lastUsedAt }: AccessKey): string {
  const parts = [
    isActive ? 'active  ' : 'disabled',
    `made ${createdAt}`,
    lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`,
    ...(isStored ? ['in the secret'] : []),
  ];
  return `  ${id}  ${parts.join('  ')}`;
}
