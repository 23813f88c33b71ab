// Carries out a key's command: moves and selects, opens and closes groups, and hands on what needs the shell.
import type { Grid, GridShell } from '../grid';
import { headerLine, isSingle, moved, only, stepped, type Move, type Place, type Selection } from '../model/selection';
import type { Command } from './keyboard';

/** Whether the key was the grid's. */
export function obey(grid: Grid, shell: GridShell, command: Command): boolean {
  const { selection } = grid;
  if (!selection) return false;
  const { active } = selection;
  const onGroup = grid.lineAt(active.line)?.kind === 'group';
  switch (command.kind) {
    case 'move':
      if (onGroup && !command.extend && (command.move === 'left' || command.move === 'right')) {
        const line = grid.lineAt(active.line);
        if (line?.kind === 'group' && line.collapsed === (command.move === 'right')) {
          grid.toggleGroup(active.line);
          return true;
        }
      }
      move(grid, selection, command.move, command.extend);
      return true;
    case 'step':
      grid.select(stepped(selection, command.by, command.back, grid.bounds));
      return true;
    case 'enter':
      return startEdit(grid, shell, active, true);
    case 'edit':
      return startEdit(grid, shell, active, false, command.text);
    case 'width':
      return widen(grid, shell, active.column, command.by);
    case 'groups':
      grid.collapseAll(command.closed);
      return true;
    case 'menu':
      grid.openMenu(active);
      return true;
    case 'selectAll':
      grid.select({ active, from: { line: 0, column: 0 }, to: { line: grid.lastRowLine, column: grid.columns.length - 1 } }, false);
      return true;
    case 'selectRow':
      grid.select({ ...selection, rows: true }, false);
      return true;
    case 'selectColumn':
      grid.select({ active, from: { line: 0, column: active.column }, to: { line: grid.lastRowLine, column: active.column } }, false);
      return true;
    case 'escape':
      shell.escape();
      grid.select(only(active), false);
      return true;
    default:
      shell.run(command.kind);
      return true;
  }
}

function move(grid: Grid, selection: Selection, by: Move, extend: boolean) {
  if (extend) {
    const to = moved(selection.to, by, grid.bounds);
    grid.select({ ...selection, to: { ...to, line: Math.max(0, to.line) } }, 'to');
  } else grid.select(only(moved(selection.active, by, grid.bounds)));
}

function startEdit(grid: Grid, shell: GridShell, active: Place, enter: boolean, text?: string): boolean {
  if (active.line === headerLine) {
    const column = grid.columns[active.column]?.column;
    if (column) shell.sort(column, false);
    return true;
  }
  const line = grid.lineAt(active.line);
  if (line?.kind === 'group') grid.toggleGroup(active.line);
  else if (line?.kind === 'new') shell.run('newRow');
  else {
    const { selection } = grid;
    // Enter walks through a selected range; F2 and typing edit.
    if (enter && selection && !isSingle(selection) && !selection.rows) {
      grid.select(stepped(selection, 'line', false, grid.bounds));
      return true;
    }
    grid.edit(active, text);
  }
  return true;
}

function widen(grid: Grid, shell: GridShell, column: number, by: number): boolean {
  const place = grid.columns[column];
  if (place) shell.resize(place.column, place.width + by, true);
  return place !== undefined;
}
