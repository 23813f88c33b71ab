// The beginning of a CSV file, as the wizard shows it. The whole file is read by the server alone.
import type { Column } from '../api/schema';

export interface Preview {
  headers: string[];
  rows: string[][];
}

/** Enough of a file for its preview. */
export const PREVIEW_BYTES = 256 * 1024;
const PREVIEW_ROWS = 5;

export function readPreview(text: string): Preview {
  const [headers = [], ...rows] = readRecords(text.replace(/^\uFEFF/, ''), PREVIEW_ROWS + 1);
  return { headers: headers.map((header) => header.trim()), rows };
}

/** The separator as the server finds it: a comma; where the first line has none, a semicolon or a tab. */
function separatorOf(text: string): string {
  const line = text.split(/\r?\n|\r/, 1)[0] ?? '';
  const plain = line.replace(/"[^"]*"/g, '');
  return [',', ';', '\t'].find((mark) => plain.includes(mark)) ?? ',';
}

/** The first records that are no empty lines. */
function readRecords(text: string, most: number): string[][] {
  const separator = separatorOf(text);
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i <= text.length && records.length < most; ++i) {
    const c = text[i];
    if (quoted && c !== undefined) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"' && field === '') quoted = true;
    else if (c === separator) {
      record.push(field);
      field = '';
    } else if (c === '\n' || c === '\r' || c === undefined) {
      if (field !== '' || record.length > 0) records.push([...record, field]);
      record = [];
      field = '';
    } else field += c;
  }
  return records;
}

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
