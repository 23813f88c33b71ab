// Shows an edit before the server has answered: puts the new values into what the page has cached of those rows.
import type { QueryClient } from '@tanstack/react-query';
import type { EditAction } from '../api/edits';
import type { RecordAnswer, Row, RowPage } from '../api/rows';
import type { Value } from '../api/values';

type CellsByRow = Map<string, Record<string, Value>>;

function withCells<T extends Row>(row: T, cells: Record<string, Value>): T {
  const values = { ...row.values };
  for (const [column, value] of Object.entries(cells)) if (column in values) values[column] = value;
  return { ...row, values };
}

/** `tableId` turns a table's name into its id, as the keys of the cache have it. */
export function showAtOnce(client: QueryClient, actions: EditAction[], tableId: (key: string) => string) {
  const byTable = new Map<string, { written: CellsByRow; gone: Set<string> }>();
  const of = (table: string) => {
    const id = tableId(table);
    let found = byTable.get(id);
    if (!found) byTable.set(id, (found = { written: new Map(), gone: new Set() }));
    return found;
  };
  for (const action of actions) {
    if ('delete' in action) of(action.delete.table).gone.add(action.delete.row);
    else if (action.write.row !== undefined) {
      const { written } = of(action.write.table);
      // The page writes values as it reads them: of a row with its name.
      written.set(action.write.row, { ...written.get(action.write.row), ...(action.write.cells as Record<string, Value>) });
    }
  }
  for (const [table, { written }] of byTable) {
    client.setQueriesData<RowPage>({ queryKey: ['rows', table] }, (page) => {
      if (!page?.rows?.some((row) => written.has(row.id))) return page;
      return { ...page, rows: page.rows.map((row) => (written.has(row.id) ? withCells(row, written.get(row.id) ?? {}) : row)) };
    });
    for (const [row, cells] of written) {
      client.setQueryData<RecordAnswer>(['record', table, row], (record) => record && withCells(record, cells));
    }
  }
}
