// How a cell is edited: what every editor gets and tells, and what describes the editor of a column type. An editor owns the
// keyboard while it is open, and ends with exactly one onCommit or onCancel: its blur commits too, so that nothing typed is
// lost by a click elsewhere. A text that cannot be read does not end it; the words stand at the field.
import type { ComponentType } from 'react';
import type { Column, Table } from '../../api/schema';
import type { Value } from '../../api/values';
import type { ParseContext, Parsed } from './parse/parsed';

/** Where the cursor of a grid goes after a commit. */
export type Move = 'down' | 'up' | 'right' | 'left';

export interface EditorProps {
  table: Table;
  column: Column;
  value: Value | undefined;
  /** In a cell of a grid: fills the cell, no frame of its own, Enter and Tab move on. In a field: a form control. */
  placement: 'cell' | 'field';
  onCommit(value: Value, move?: Move): void;
  onCancel(): void;
  /** With every change that can be read: for forms, which send later. */
  onChange?: (value: Value) => void;
  autoFocus?: boolean;
  /** What was typed to begin editing: it replaces the value. */
  initialText?: string;
  /** Of the control, so that a label can point at it. */
  id?: string;
  /** What a screen reader calls it, where no label points at it; the column's title otherwise. */
  label?: string;
  /** Why the server refused the last value. */
  error?: string;
  /** Under which a long text is kept in this browser while it is written. */
  draftKey?: string;
}

export interface EditorDescriptor {
  types: readonly string[];
  component: ComponentType<EditorProps>;
  /** A typed or pasted text as a value of the column. The text is not blank. Pure. */
  parse(column: Column, text: string, context?: ParseContext): Parsed;
  /** The value as the text that an editor begins with, which `parse` reads back; as it is read on screen when missing. */
  write?: (column: Column, value: Value, context?: ParseContext) => string;
  /** A click or Space changes the value without an editor. */
  toggles?: boolean;
  /** The editor needs more room than a cell has: it opens a panel of its own. */
  spacious?: boolean;
}
