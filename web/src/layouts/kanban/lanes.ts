// The lanes of a board: the values of one column in their order, each with its rows. Pure.
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { isBlank, isRowLink, type Value } from '../../api/values';
import { formatCell } from '../../columns/format';
import { toneOfOption } from '../../columns/tone';
import type { Tone } from '../../parts/Chip';

export interface Lane {
  key: string;
  /** What a row that comes into the lane is given. */
  value: Value;
  title: string;
  tone: Tone | undefined;
  rows: Row[];
  /** Of all rows of the lane, also those that are not read yet. */
  count: number;
  worth: number | undefined;
}

/** The rows of a lane that are not read yet. */
export interface Beyond {
  count: number;
  worth: number;
}

/** What tells one lane from another; rows by their id, since two may have the same name. */
export const laneKey = (value: Value | undefined): string =>
  isBlank(value) ? '' : isRowLink(value) ? value.rowId : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** `declared` are the lanes that the blueprint wants; others appear where rows are in them, so that no row is hidden. `value` is
 * what the rows of a lane are worth, `beyond` what there is besides the rows. */
export function lanesOf(column: Column, rows: Row[], declared?: string[], value?: Column, beyond: Record<string, Beyond> = {}): Lane[] {
  const lanes = new Map<string, Lane>();
  const add = (value: Value) => {
    const key = laneKey(value);
    const title = formatCell(column, value);
    const tone = column.options ? toneOfOption(column.options, title) : undefined;
    const lane: Lane = { key, value, title: title || 'Blank', tone: title ? tone : undefined, rows: [], count: 0, worth: undefined };
    lanes.set(key, lane);
    return lane;
  };
  for (const name of declared ?? column.options?.map(({ name }) => name) ?? []) add(name);
  if (column.storage === 'boolean') for (const value of [false, true]) add(value);
  const found: Lane[] = [];
  for (const row of rows) {
    const value = row.values[column.id] ?? null;
    const key = laneKey(value);
    let lane = lanes.get(key);
    if (!lane) found.push((lane = add(value)));
    lane.rows.push(row);
  }
  for (const lane of lanes.values()) {
    const more = beyond[lane.key];
    const worth = worthOf(lane.rows, value);
    lane.count = lane.rows.length + (more?.count ?? 0);
    lane.worth = worth === undefined ? undefined : worth + (more?.worth ?? 0);
  }
  // Lanes that nobody declared stand behind, by name, the blank one last.
  const extra = new Set(found);
  found.sort((a, b) => Number(a.key === '') - Number(b.key === '') || a.title.localeCompare(b.title));
  return [...[...lanes.values()].filter((lane) => !extra.has(lane)), ...found];
}

export function worthOf(rows: Row[], column: Column | undefined): number | undefined {
  if (!column) return undefined;
  let sum = 0;
  for (const { values } of rows) {
    const value = values[column.id];
    if (typeof value === 'number') sum += value;
  }
  return sum;
}
