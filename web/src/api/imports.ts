// Import and export of CSV files: long work on the server.
import { checkSize } from './files';
import type { Import } from './generated';
import { searchOf, sendFile, sendJson } from './http';
import { rowParameters, type RowQuery } from './rows';

export type { ImportPreview, LineProblem } from './generated';

/** What a CSV file holds; the server reads it as an import would, and says why when it is none. */
export async function previewImport(file: File) {
  checkSize(file);
  return sendFile('/api/imports/preview', file, 'text/csv');
}

export const startImport = (request: Import) => sendJson('POST', '/api/imports', { body: request });

/** What a view shows with this query, as a file: the result of the job names it. */
export const startExport = (view: string, query: RowQuery) =>
  sendJson('POST', '/api/exports', { body: { view, query: searchOf(rowParameters(query)).toString(), format: 'csv' } });
