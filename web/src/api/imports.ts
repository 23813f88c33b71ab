// Import and export of CSV files: long work on the server.
import { sendJson } from './http';
import type { Job } from './jobs';
import { queryParameters, type RowQuery } from './rows';

export interface ImportRequest {
  table: string;
  /** Id of an uploaded file. */
  file: string;
  /** Header of the file to column; headers that are not named are left out. */
  mapping: Record<string, string>;
  /** Columns by which rows that are there are recognized and updated. */
  key: string[];
  dryRun: boolean;
}

export const startImport = (request: ImportRequest) => sendJson<Job>('POST', '/api/imports', request);

/** What a view shows with this query, as a file: the result of the job names it. */
export const startExport = (view: string, query: RowQuery) =>
  sendJson<Job>('POST', '/api/exports', { view, query: queryParameters(query).toString(), format: 'csv' });
