// Which column of a table each header of a file means, as far as their names tell.
import type { Column } from '../api/schema';

const bare = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** For each header the column it most likely means, by id; "" where none is called so, or it cannot be written. */
export function suggestMapping(headers: string[], columns: Column[]): Record<string, string> {
  const taken = new Set<string>();
  return Object.fromEntries(
    headers.map((header) => {
      const found = columns.find(
        ({ id, name, title, writable, type }) =>
          !taken.has(id) && (writable || type === 'row-id') && [name, title ?? '', id].some((word) => word !== '' && bare(word) === bare(header)),
      );
      if (found) taken.add(found.id);
      return [header, found?.id ?? ''];
    }),
  );
}

/** The columns by which rows that are there are recognized: a unique one that the file has, else none. */
export function suggestKey(mapping: Record<string, string>, columns: Column[]): string[] {
  const mapped = new Set(Object.values(mapping));
  const key = columns.find(({ id, unique, type }) => mapped.has(id) && (unique || type === 'row-id'));
  return key ? [key.id] : [];
}
