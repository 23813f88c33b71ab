// Who changed a cell, as the live stream tells it, for as long as this page is open: what lights up says by whom and when.
import { formatTimeOfDay } from '../format/date';
import type { Change } from '../api/changes';

const limit = 2_000;

type By = Pick<Change, 'actor' | 'time'>;
const recent = new Map<string, By>();

const keyOf = (table: string, row: string, column: string) => `${table} ${row} ${column}`;

export function noteChange({ actor, time, cells }: Change) {
  for (const { table, row, column } of cells) {
    const key = keyOf(table, row, column);
    recent.delete(key);
    recent.set(key, { actor, time });
  }
  // The oldest go first: a map keeps the order in which it was written.
  for (const key of recent.keys()) {
    if (recent.size <= limit) break;
    recent.delete(key);
  }
}

/** "Changed by Kari Nordmann at 14:03:21"; "" when it did not change while the page was open. */
export function changeWords(table: string, row: string, column: string): string {
  const by = recent.size > 0 && recent.get(keyOf(table, row, column));
  return by ? `Changed${by.actor ? ` by ${by.actor}` : ''} at ${formatTimeOfDay(by.time)}` : '';
}
