// Writing: one request is one transaction and one step of undo.
import type { EditAction, Edits, EditsDone } from './generated';
import { sendJson } from './http';

export type { Conflict } from './generated';
export type { EditAction };
export type EditRequest = Edits;
export type EditCause = NonNullable<Edits['cause']>;
export type EditOutcome = EditsDone;

/** A key that nobody else makes up; randomUUID() is only there where the page is served by HTTPS or from this machine. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sendEdits = (request: EditRequest) => sendJson('POST', '/api/edits', { body: request });

export const sendUndo = (sequence?: number, force = false) =>
  sendJson('POST', '/api/undo', { body: { ...(sequence === undefined ? {} : { sequence }), ...(force ? { force } : {}) } });
export const sendRedo = () => sendJson('POST', '/api/redo', { body: {} });
