// What keys and menus of the grid do with a cell beyond editing it: open, explain, history, comments, filter.
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { clearOverride } from '../api/overrides';
import type { Column, Table } from '../api/schema';
import { isBlank, isCellError, itemsOf } from '../api/values';
import { writePeek } from '../app/links';
import { useOpen } from '../app/open';
import type { ViewSearch } from '../app/search';
import { writeTab } from '../record/place';
import { withCondition } from '../views/conditions';
import type { CellActions } from './CellMenu';
import type { Cell, Grid, GridShell } from './grid';
import { attempt, type useEdits } from './useEdits';

interface Needs {
  grid: Grid | undefined;
  table: Table;
  edits: ReturnType<typeof useEdits>;
  search: ViewSearch;
  change: (part: Partial<ViewSearch>) => void;
  readOnly: boolean;
  onOverride: (cell: Cell) => void;
}

export function useCellActions({ grid, table, edits, search, change, readOnly, onOverride }: Needs) {
  const open = useOpen();
  const navigate = useNavigate();
  const explain = (cell: Cell) => open.explain({ table: table.id, row: cell.row.id, column: cell.column.id });
  const filterColumn = (column: Column) => change({ filter: withCondition(search.filter, { column: column.id, operator: '' }) });
  // The record beside the grid has the history and the comments of its cells; it opens on them.
  const beside = (part: 'history' | 'comments', { row, column }: Cell) =>
    void navigate({ to: '.', search: (before) => ({ ...before, peek: writePeek(table.id, row.id), peekTab: writeTab(part, column.id) }) });
  const run: GridShell['run'] = (command) => {
    const cell = grid?.activeCell;
    const writes = command === 'clear' || command === 'fillDown' || command === 'fillRight' || command === 'deleteRows' || command === 'newRow';
    if (readOnly && writes) {
      notifications.show({ message: 'This is how it was on another day. Go back to now to change it.', color: 'gray' });
      return;
    }
    if (command === 'newRow') return attempt(edits.newRow(grid?.selection?.active.line));
    if (command === 'clear') return attempt(edits.clear());
    if (command === 'fillDown') return edits.fillDown();
    if (command === 'fillRight') return edits.fillRight();
    if (command === 'deleteRows') return attempt(edits.deleteRows());
    if (!cell) return;
    if (command === 'peek') open.peek(table.id, cell.row.id);
    else if (command === 'open') open.record(table.id, cell.row.id);
    else if (command === 'explain' && cell.column.computed) explain(cell);
    else if (command === 'comment') beside('comments', cell);
  };
  const ofCell = (cell: Cell): CellActions => ({
    peek: () => open.peek(table.id, cell.row.id),
    openRecord: () => open.record(table.id, cell.row.id),
    edit: () => grid?.edit(cell.place),
    copy: () => {
      grid?.focus();
      document.execCommand('copy');
    },
    paste: () => attempt(edits.pasteFromMenu()),
    clear: () => attempt(edits.clear()),
    insert: () => attempt(edits.newRow(cell.place.line)),
    duplicate: () => attempt(edits.duplicate()),
    deleteRows: () => attempt(edits.deleteRows()),
    explain: () => explain(cell),
    override: () => onOverride(cell),
    removeOverride: () => attempt(clearOverride({ table: table.id, row: cell.row.id, column: cell.column.id })),
    history: () => beside('history', cell),
    comment: () => beside('comments', cell),
    filterBy: () => change({ filter: withCondition(search.filter, conditionOf(cell)) }),
  });
  return {
    run,
    ofCell,
    explain,
    filterColumn,
    peekRow: open.peek,
    editColumn: (column: Column) =>
      void navigate({ to: '.', search: (before) => ({ ...before, column: `${table.id}/${column.id}` }) as never }),
  };
}

/** "Like this cell": the condition that lets through rows with its value. */
function conditionOf({ column, value }: Cell) {
  if (isBlank(value) || isCellError(value)) return { column: column.id, operator: 'blank' };
  if (column.type === 'checkbox') return { column: column.id, operator: value === true ? 'checked' : 'unchecked' };
  const list = column.storage === 'row' || Array.isArray(value) || column.options !== undefined;
  return { column: column.id, operator: list ? 'any' : '=', value: list ? itemsOf(value) : value };
}
