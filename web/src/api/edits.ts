// Writing: one request is one transaction and one step of undo.
import { sendJson } from './http';
import type { Value } from './values';

export type EditAction =
  | { write: { table: string; row?: string; as?: string; cells: Record<string, Value>; expected?: Record<string, Value> } }
  | { delete: { table: string; row: string } };

export interface EditRequest {
  actions: EditAction[];
  reason?: string;
  cause?: string;
  /** The server does a request with the same key once. */
  idempotencyKey?: string;
}

export interface EditOutcome {
  sequence: number;
  inserted: string[];
  updated: string[];
  deleted: string[];
}

/** A key that nobody else makes up; randomUUID() is only there where the page is served by HTTPS or from this machine. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sendEdits = (request: EditRequest) => sendJson<EditOutcome>('POST', '/api/edits', request);

export interface UndoOutcome {
  sequence: number;
  reverted: number;
  what: string;
}

export const sendUndo = (sequence?: number, force = false) =>
  sendJson<UndoOutcome>('POST', '/api/undo', { ...(sequence === undefined ? {} : { sequence }), ...(force ? { force } : {}) });
export const sendRedo = () => sendJson<UndoOutcome>('POST', '/api/redo', {});
