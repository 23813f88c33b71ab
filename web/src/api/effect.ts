// What a change of the blueprint would do, or has done, to the values there are, and making it.
import type { SchemaChange } from './generated';
import { sendJson } from './http';

export type { ColumnEffect, MoneyEffect, SchemaDependent, TierEffect } from './generated';
export type { SchemaChange };

export const askBlastRadius = (changes: SchemaChange[], signal?: AbortSignal) =>
  sendJson('POST', '/api/blast-radius', { body: { changes }, signal });

export const changeSchema = (changes: SchemaChange[], reason: string) =>
  sendJson('POST', '/api/schema/changes', { query: { reason: reason || undefined }, body: { changes } });

/** One more option of a select column, in the next colour. */
export const addOption = (table: string, column: string, name: string) =>
  sendJson('POST', '/api/tables/{table}/columns/{column}/options', { path: { table, column }, body: { name } });
