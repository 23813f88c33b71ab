// Import and export of CSV files: long work on the server.
import type { Import } from './generated';
import { searchOf, sendJson } from './http';
import { rowParameters, type RowQuery } from './rows';

export const startImport = (request: Import) => sendJson('POST', '/api/imports', { body: request });

/** What a view shows with this query, as a file: the result of the job names it. */
export const startExport = (view: string, query: RowQuery) =>
  sendJson('POST', '/api/exports', { body: { view, query: searchOf(rowParameters(query)).toString(), format: 'csv' } });
