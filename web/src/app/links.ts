// Addresses of the page. Ids never change, so that a link holds when a view is renamed; the words before them are for people.
import type { Table, View } from '../api/schema';

const slug = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'x';

/** "renewal-risk~table-IwARK8wuRN" */
export const viewSegment = (view: Pick<View, 'id' | 'name'>) => `${slug(view.name)}~${view.id}`;
export const tableSegment = (table: Pick<Table, 'id' | 'name'>) => `${slug(table.name)}~${table.id}`;
export const dashboardSegment = (dashboard: { id: string; title: string }) => `${slug(dashboard.title)}~${dashboard.id}`;

/** The id (or the name, for links written by hand) in a segment. */
export const keyOf = (segment: string) => segment.slice(segment.lastIndexOf('~') + 1);

/** A record beside the page: "grid-…/i-7". */
export const writePeek = (table: string, row: string) => `${table}/${row}`;
export function readPeek(text: string | undefined): { table: string; row: string } | undefined {
  const at = text?.lastIndexOf('/') ?? -1;
  return text && at > 0 ? { table: text.slice(0, at), row: text.slice(at + 1) } : undefined;
}

/** A cell whose value is explained: "grid-…/i-7/c-…". */
export const writeCell = (cell: { table: string; row: string; column: string }) => [cell.table, cell.row, cell.column].join('/');
export function readCell(text: string | undefined): { table: string; row: string; column: string } | undefined {
  const [table, row, column] = text?.split('/') ?? [];
  return table && row && column ? { table, row, column } : undefined;
}

/** A new row that is being written, with what is known of it: "grid-…?c-1=i-7". Rows are named by their id. */
export function writeNew(table: string, cells: Record<string, string> = {}): string {
  const known = new URLSearchParams(cells).toString();
  return known ? `${table}?${known}` : table;
}
export function readNew(text: string | undefined): { table: string; cells: Record<string, string> } | undefined {
  if (!text) return undefined;
  const [table = '', known = ''] = text.split('?');
  return { table, cells: Object.fromEntries(new URLSearchParams(known)) };
}
