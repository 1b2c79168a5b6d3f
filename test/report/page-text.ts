/** Words of the page between two marks, without elements. */
export function textOf(page: string, from: string, to: string): string {
  const start = page.indexOf(from);
  if (start < 0) throw new Error(`the page has no ${from}`);
  return page
    .slice(start, page.indexOf(to, start))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

export const tile = (page: string, name: string): string => textOf(page, `${name}</p>`, 'tile-note');
export const headline = (page: string): string => textOf(page, 'class="sentence', 'class="how-to-read"');
export const part = (page: string, id: string): string => textOf(page, `<section id="${id}"`, '</section>');
