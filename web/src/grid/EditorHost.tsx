// The open editor of a cell: it lies over the cell, outside of the grid's own elements, and follows it when the grid scrolls.
import { useLayoutEffect, useRef } from 'react';
import type { Table } from '../api/schema';
import type { Value } from '../api/values';
import { editorOf } from '../columns/editors/all';
import type { Move } from '../columns/editors/editor';
import { useBeat } from '../live/presence';
import classes from './EditorHost.module.css';
import type { Cell, Grid } from './grid';

export interface OpenEditor {
  cell: Cell;
  text: string | undefined;
}

interface Props {
  grid: Grid;
  table: Table;
  open: OpenEditor;
  /** Counts how often the grid has moved under the editor. */
  moves: number;
  onCommit: (value: Value, move: Move | undefined) => void;
  onCancel: () => void;
}

export function EditorHost({ grid, table, open: { cell, text }, moves, onCommit, onCancel }: Props) {
  useBeat({ table: table.id, row: cell.row.id, column: cell.column.id, editing: true });
  const place = useRef<HTMLDivElement>(null);
  const editor = editorOf(cell.column);
  useLayoutEffect(() => {
    const box = grid.surface.boxOf(cell.place);
    const element = place.current;
    if (!box || !element) return;
    // Where the cell is goes into variables: the style sheet decides what is done with them.
    element.style.setProperty('--left', `${box.left}px`);
    element.style.setProperty('--top', `${box.top}px`);
    element.style.setProperty('--width', `${box.width}px`);
    element.style.setProperty('--height', `${box.height}px`);
    element.dataset.hidden = String(!grid.surface.isVisible(cell.place));
  }, [grid, cell, moves]);
  if (!editor) return null;
  const Editor = editor.component;
  return (
    <div ref={place} className={editor.spacious ? classes.spacious : classes.editor} data-testid="cell-editor">
      <Editor
        table={table}
        column={cell.column}
        value={cell.value}
        placement="cell"
        autoFocus
        onCommit={onCommit}
        onCancel={onCancel}
        draftKey={`${table.id}/${cell.row.id}/${cell.column.id}`}
        {...(text === undefined ? {} : { initialText: text })}
      />
    </div>
  );
}
