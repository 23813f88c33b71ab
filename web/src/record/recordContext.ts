// What every part of an open record needs: the row as it is read, and whether it can be written.
import { createContext, useContext } from 'react';
import type { RecordAnswer } from '../api/rows';
import type { Table } from '../api/schema';
import type { Value } from '../api/values';
import type { Present } from '../live/presence';

export interface OpenRecord {
  table: Table;
  record: RecordAnswer;
  /** The day it is shown of; it cannot be written then. */
  asOf: string | undefined;
  others: Present[];
  /** Writes one cell; `expected` is what was seen when the editing began. Throws ApiError when it is refused. */
  save(column: string, value: Value, expected: Value | undefined): Promise<void>;
  /** Opens the comments or the history of one cell. */
  discuss(column: string): void;
  showHistory(column: string): void;
}

export const RecordContext = createContext<OpenRecord | undefined>(undefined);

export function useRecord(): OpenRecord {
  const open = useContext(RecordContext);
  if (!open) throw new Error('useRecord outside of a record');
  return open;
}
