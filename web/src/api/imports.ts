// Import and export of CSV files: long work on the server.
import { sendFile, sendJson } from './http';
import type { Job } from './jobs';
import type { RowQuery } from './rows';
import type { FileLink } from './values';

export const uploadFile = (file: File, signal?: AbortSignal) =>
  sendFile<FileLink>(`/api/files?${new URLSearchParams({ name: file.name })}`, file, signal);

export interface ImportRequest {
  table: string;
  file: string;
  /** Header of the file to column; headers that are not named are left out. */
  mapping: Record<string, string>;
  /** Columns by which rows that are there are recognized and updated. */
  key: string[];
  dryRun: boolean;
}

export const startImport = (request: ImportRequest) => sendJson<Job>('POST', '/api/imports', request);

export const startExport = (view: string, query: RowQuery) => sendJson<Job>('POST', '/api/exports', { view, query, format: 'csv' });
