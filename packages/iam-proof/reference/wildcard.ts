const SPECIAL = /[.+^${}()|[\]\\]/g;

/** Regular expression of a pattern in which `*` stands for any text and `?` for one character. Letter case does not count: so AWS compares action names. */
export function wildcard(pattern: string): RegExp {
  const source = pattern.replace(SPECIAL, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is');
}
