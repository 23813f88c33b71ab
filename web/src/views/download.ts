// What a view shows as a CSV file: its rows in its order, its columns, values with all their digits.
import { fetchAllRows, type RowQuery } from '../api/rows';
import { titleOf, type Column } from '../api/schema';
import { copyText } from '../grid/model/clipboard';

const most = 100_000;

const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvOf = (columns: Column[], rows: { values: Record<string, Parameters<typeof copyText>[1]> }[]) =>
  [
    columns.map((column) => quoted(titleOf(column))).join(','),
    ...rows.map((row) => columns.map((column) => quoted(copyText(column, row.values[column.id]))).join(',')),
  ].join('\r\n') + '\r\n';

/** Hands the file to the browser; says how many rows it has, and how many there are. */
export async function downloadCsv(view: string, name: string, query: RowQuery, columns: Column[]): Promise<{ rows: number; total: number }> {
  const page = await fetchAllRows(view, { ...query, columns: columns.map(({ id }) => id) }, most);
  // The mark in front tells Excel that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', csvOf(columns, page.rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|]/g, ' ').trim()}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return { rows: page.rows.length, total: page.total };
}
