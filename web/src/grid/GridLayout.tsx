// The grid of a view: rows and columns as in a spreadsheet, with the editor, the menus and the questions that go with them.
import { useCallback, useMemo, useReducer, useState } from 'react';
import type { Column } from '../api/schema';
import { isBlank, type Value } from '../api/values';
import { isFormula, isTree } from '../views/filter';
import { clickedSort, keyText, moveColumn, withTotal } from '../views/gridState';
import type { LayoutProps } from '../views/viewQuery';
import { withGridOptions } from '../views/viewOptions';
import { editorOf } from '../columns/editors/all';
import type { Move } from '../columns/editors/editor';
import { whyReadOnly } from '../columns/editors/parseText';
import { OverrideDialog } from '../edit/OverrideDialog';
import { Failure } from '../parts/Failure';
import { CellMenu } from './CellMenu';
import { CellNote, type Note } from './CellNote';
import { ColumnMenu, TotalMenu } from './ColumnMenu';
import { EditorHost, type OpenEditor } from './EditorHost';
import { EmptyGrid } from './EmptyGrid';
import classes from './Grid.module.css';
import type { Cell, GridShell, MenuKind } from './grid';
import type { Place } from './model/selection';
import { PlanDialog } from './PlanDialog';
import { PrintTable } from './PrintTable';
import { SelectionBar } from './SelectionBar';
import { useCellActions } from './useCellActions';
import { attempt, useEdits } from './useEdits';
import { useGrid } from './useGrid';
import { useSetup } from './useSetup';

interface OpenMenu {
  kind: MenuKind;
  place: Place;
  x: number;
  y: number;
}

export default function GridLayout({ table, view, search, query: asked, change }: LayoutProps) {
  const whole = search.asOf ? 'This is how it was on another day. Go back to now to change it.' : undefined;
  const [resizing, setResizing] = useState<Record<string, number>>({});
  const { setup, query, options, columns, sort, group } = useSetup(table, view, search, asked, whole !== undefined, resizing);
  const [editor, setEditor] = useState<OpenEditor>();
  const [menu, setMenu] = useState<OpenMenu>();
  const [note, setNote] = useState<Note>();
  const [overriding, setOverriding] = useState<Cell>();
  const [, changed] = useReducer((count: number) => count + 1, 0);
  const [moves, moved] = useReducer((count: number) => count + 1, 0);

  const { filter } = search;
  const beginWith = useMemo(() => valuesOfFilter(filter, table.columns), [filter, table]);
  const shell: GridShell = {
    edit: (cell, text) => {
      setNote(undefined);
      if (whole || whyReadOnly(cell.column)) setNote({ cell });
      else if (editorOf(cell.column)?.toggles && text === undefined) edits.commit(cell, cell.value !== true);
      else setEditor({ cell, text });
    },
    toggle: (cell) => (whole || whyReadOnly(cell.column) ? setNote({ cell }) : edits.commit(cell, cell.value !== true)),
    menu: (kind, place, x, y) => setMenu({ kind, place, x, y }),
    run: (command) => actions.run(command),
    openRecord: (key, row) => actions.peekRow(key, row),
    fill: (from, to) => attempt(edits.fill(from, to)),
    sort: ({ id }, add) => change({ sort: clickedSort(sort, id, add) }),
    resize: ({ id }, width, done) => {
      setResizing(done ? {} : { [id]: width });
      if (done) change({ options: withGridOptions(search.options, { widths: { ...options.widths, [id]: width } }) });
    },
    moveColumn: (from, to) => change({ columns: moveColumn(columns.map(({ id }) => id), from, to) }),
    copy: (event, cut) => edits.copy(event, cut && !whole),
    paste: (event) => !whole && edits.paste(event),
    escape: () => setNote(undefined),
    changed,
    moved: () => (editor || note) && moved(),
  };
  const { host, grid, source } = useGrid(table.id, view.id, query, setup, shell);
  const onRefused = useCallback(({ cell, words }: { cell: Cell; words: string }) => setNote({ cell, refused: words }), []);
  const edits = useEdits({ grid, source, table, view, query, columns, beginWith, onRefused });
  const actions = useCellActions({ grid, table, edits, search, change, readOnly: whole !== undefined, onOverride: setOverriding });

  const back = () => grid?.focus();
  const closeMenu = () => {
    setMenu(undefined);
    back();
  };
  const commit = (cell: Cell, value: Value, move: Move | undefined) => {
    setEditor(undefined);
    edits.commit(cell, value);
    back();
    if (move) grid?.step(move === 'left' || move === 'right' ? 'column' : 'line', move === 'left' || move === 'up');
  };
  const menuColumn = menu && menu.kind !== 'cell' ? columns[menu.place.column] : undefined;
  const menuCell = menu?.kind === 'cell' ? grid?.cellAt(menu.place) : undefined;
  const empty = source?.ready && source.total === 0;
  const narrowed = Boolean(search.q || search.filter);
  return (
    <>
      <div className={classes.host}>
        <div className={classes.stage} ref={host} />
        {empty && (
          <EmptyGrid
            table={table}
            filtered={narrowed || table.rowCount > 0}
            onClear={narrowed ? () => change({ q: undefined, filter: undefined }) : undefined}
            onAdd={whole || table.system ? undefined : () => attempt(edits.newRow())}
          />
        )}
        {source?.error && !source.ready && <Failure error={source.error} again={() => void source.refresh()} />}
        {grid && source && <SelectionBar grid={grid} source={source} columns={columns} />}
        {grid && editor && (
          <EditorHost
            key={`${editor.cell.row.id} ${editor.cell.column.id}`}
            grid={grid}
            table={table}
            open={editor}
            moves={moves}
            onCommit={(value, move) => commit(editor.cell, value, move)}
            onCancel={() => {
              setEditor(undefined);
              back();
            }}
          />
        )}
        {grid && note && (
          <CellNote
            grid={grid}
            note={note}
            moves={moves}
            whole={whole}
            onExplain={() => {
              setNote(undefined);
              actions.explain(note.cell);
            }}
            onOverride={() => {
              setNote(undefined);
              setOverriding(note.cell);
            }}
            onClose={() => setNote(undefined)}
          />
        )}
      </div>
      {menu && menuCell && grid && (
        <CellMenu
          at={menu}
          cell={menuCell}
          rows={grid.selectedRows.reduce((sum, { from, to }) => sum + to - from, 0)}
          readOnly={whole !== undefined}
          mayAdd={!table.system}
          actions={actions.ofCell(menuCell)}
          onClose={closeMenu}
        />
      )}
      {menu?.kind === 'column' && menuColumn && (
        <ColumnMenu
          at={menu}
          column={menuColumn}
          index={menu.place.column}
          count={columns.length}
          grouped={group.some(({ column }) => column === menuColumn.id)}
          total={options.aggregates[menuColumn.id]}
          onClose={closeMenu}
          actions={{
            sort: (descending) => change({ sort: [keyText({ column: menuColumn.id, descending })] }),
            group: () => change({ group: toggled(group.map(keyText), menuColumn.id) }),
            filter: () => actions.filterColumn(menuColumn),
            hide: () => change({ columns: columns.filter((column) => column !== menuColumn).map(({ id }) => id) }),
            freeze: () => change({ options: withGridOptions(search.options, { frozen: menu.place.column + 1 }) }),
            wider: (by) => shell.resize(menuColumn, (grid?.columns[menu.place.column]?.width ?? 0) + by, true),
            move: (by) => {
              shell.moveColumn(menu.place.column, menu.place.column + by);
              closeMenu();
            },
            editFormula: () => actions.editColumn(menuColumn),
            total: (kind) => change(withTotal(search, options, menuColumn.id, kind)),
          }}
        />
      )}
      {menu?.kind === 'total' && menuColumn && (
        <TotalMenu
          at={menu}
          column={menuColumn}
          total={options.aggregates[menuColumn.id]}
          onChoose={(kind) => change(withTotal(search, options, menuColumn.id, kind))}
          onClose={closeMenu}
        />
      )}
      {overriding && (
        <OverrideDialog
          table={table}
          column={overriding.column}
          row={overriding.row}
          onClose={() => setOverriding(undefined)}
          onDone={() => {
            setOverriding(undefined);
            void source?.refresh();
            back();
          }}
        />
      )}
      <PlanDialog question={edits.question} onClose={edits.dismiss} />
      <PrintTable view={view} query={query} columns={columns} here={() => source?.here([{ from: 0, to: Math.min(source.total, 200) }]) ?? []} />
    </>
  );

  function toggled(keys: string[], id: string): string[] {
    const without = keys.filter((key) => key !== id && key !== `-${id}`);
    return without.length < keys.length ? without : [...keys, id];
  }
}

/** What rows let through by a filter have in common: a new row begins with it. */
function valuesOfFilter(filter: LayoutProps['search']['filter'], columns: Column[]): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const node of filter?.all ?? []) {
    if (isTree(node) || isFormula(node) || node.operator !== '=' || isBlank(node.value)) continue;
    const column = columns.find(({ id }) => id === node.column);
    if (column?.writable && node.value !== undefined) found[column.id] = node.value;
  }
  return found;
}
