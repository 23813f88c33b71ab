// Keys of the query cache, in one place. The second part of a key is the table that the answer depends on, so that the live
// stream can throw away exactly what a commit has made old; `anyTable` depends on all of them.
import { commentsTable } from './comments';

export const anyTable = '*';

export const keys = {
  rows: (table: string, view: string, query: unknown) => ['rows', table, view, query] as const,
  record: (table: string, row: string) => ['record', table, row] as const,
  /** As it was on a day: no edit changes it. */
  recordThen: (table: string, row: string, asOf: string) => ['record-then', table, row, asOf] as const,
  ids: (table: string, view: string, query: unknown) => ['ids', table, view, query] as const,
  transactions: (query: unknown) => ['transactions', anyTable, query] as const,
  bin: (query: unknown) => ['bin', anyTable, query] as const,
  explain: (cell: unknown) => ['explain', anyTable, cell] as const,
  history: (table: string, place: unknown) => ['history', table, place] as const,
  comments: (table: string, row: string) => ['comments', commentsTable, table, row] as const,
  dashboard: (id: string, query: unknown) => ['dashboard', anyTable, id, query] as const,
  chart: (table: string, view: string, query: unknown) => ['chart', table, view, query] as const,
  home: (query: unknown) => ['home', anyTable, query] as const,
  search: (text: string) => ['search', anyTable, text] as const,
  options: (table: string, text: string) => ['options', table, text] as const,
};

export const dependsOn = (key: readonly unknown[], tables: ReadonlySet<string>) =>
  key[1] === anyTable ||
  // Rows and records say how many comments they have.
  (tables.has(commentsTable) && (key[0] === 'rows' || key[0] === 'record')) || (typeof key[1] === 'string' && tables.has(key[1]));
