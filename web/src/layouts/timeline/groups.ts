// The rows of a timeline by group, in the order in which the server gives them. Pure.
import type { Row } from '../../api/rows';
import type { Column } from '../../api/schema';
import { formatCell } from '../../columns/format';
import { laneKey } from '../kanban/lanes';

export interface RowGroup {
  key: string;
  title: string;
  rows: Row[];
}

export function rowGroups(rows: Row[], column: Column | undefined): RowGroup[] {
  if (!column) return rows.length > 0 ? [{ key: '', title: '', rows }] : [];
  const groups = new Map<string, RowGroup>();
  for (const row of rows) {
    const value = row.values[column.id];
    const key = laneKey(value);
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { key, title: formatCell(column, value) || 'Blank', rows: [] }));
    group.rows.push(row);
  }
  return [...groups.values()];
}
