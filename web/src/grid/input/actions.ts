// What the mouse does to a grid: selecting, filling, following links, and what needs the shell.
import type { Hit } from '../draw/surface';
import type { Grid, GridShell } from '../grid';
import { only, type Place, type Range } from '../model/selection';
import type { PointerActions } from './pointer';

export function pointerActions(grid: Grid, shell: GridShell): PointerActions {
  let fillFrom: Range | undefined; // what the fill handle was pulled from
  const fillTo = (place: Place, done: boolean) => {
    fillFrom ??= grid.range;
    const from = fillFrom;
    if (!from) return;
    const to = stretched(from, place);
    grid.select({ active: { line: from.top, column: from.left }, ...corners(to) }, false);
    if (!done) return;
    fillFrom = undefined;
    if (to !== from) shell.fill(from, to);
  };
  const endFill = () => {
    const from = fillFrom;
    fillFrom = undefined;
    if (from) grid.select({ active: { line: from.top, column: from.left }, ...corners(from) }, false);
  };
  return {
    get fillCorner() {
      const { range } = grid;
      return range && !grid.readOnly ? { line: range.bottom, column: range.right } : undefined;
    },
    select: (place, extend) =>
      grid.select(extend && grid.selection ? { ...grid.selection, rows: false, to: place } : only(place), extend ? 'to' : 'active'),
    selectRow: (line, extend) => {
      const place = { line, column: 0 };
      grid.select({ ...(extend && grid.selection ? { ...grid.selection, to: place } : only(place)), rows: true }, 'to');
    },
    extendTo: (place) => grid.selection && grid.select({ ...grid.selection, to: place }, false),
    fillTo: (place, done) => fillTo(place, done),
    cancelFill: () => endFill(),
    edit: (place) => grid.edit(place),
    activate: (hit, target, again, event) => activate(grid, shell, hit, target, again, event),
    label: (line) => {
      if (grid.lineAt(line)?.kind === 'new') shell.run('newRow');
      else grid.toggleGroup(line);
    },
    groups: (closed) => grid.collapseAll(closed),
    sort: (column, add) => {
      const place = grid.columns[column];
      if (place) shell.sort(place.column, add);
    },
    menu: (kind, place, x, y) => {
      if (kind === 'cell') {
        const { range } = grid;
        const inside = range && place.line >= range.top && place.line <= range.bottom && place.column >= range.left && place.column <= range.right;
        if (!inside) grid.select(only(place), false);
      }
      shell.menu(kind, place, x, y);
    },
    resize: (column, width, done) => {
      const place = grid.columns[column];
      if (place) shell.resize(place.column, width, done);
    },
    moveColumn: (column, to) => shell.moveColumn(column, to),
    widthOf: (column) => grid.columns[column]?.width ?? 100,
    isActive: ({ line, column }) => grid.selection?.active.line === line && grid.selection.active.column === column,
  };
}

function activate(grid: Grid, shell: GridShell, hit: Hit, target: Element, again: boolean, event: MouseEvent) {
  const cell = grid.cellAt({ line: hit.line, column: Math.max(0, hit.column) });
  if (!cell) return;
  if (hit.column === -1) {
    if (target.closest('[data-open]')) shell.run('peek');
    return;
  }
  if (target.closest('[data-checked]')) return shell.toggle(cell);
  const link = target.closest<HTMLElement>('[data-row]');
  const meant = again || event.ctrlKey || event.metaKey;
  if (link?.dataset.row && meant && cell.column.target) shell.openRecord(cell.column.target, link.dataset.row);
  if (target.closest('a') && !meant) event.preventDefault();
}

const corners = ({ top, bottom, left, right }: Range) => ({ from: { line: top, column: left }, to: { line: bottom, column: right } });

/** The range with a place beyond its edge taken in, in one direction: the one that reaches farther. */
export function stretched(range: Range, { line, column }: Place): Range {
  const down = Math.max(0, line - range.bottom, range.top - line);
  const across = Math.max(0, column - range.right, range.left - column);
  if (down === 0 && across === 0) return range;
  return down >= across
    ? { ...range, top: Math.min(range.top, line), bottom: Math.max(range.bottom, line) }
    : { ...range, left: Math.min(range.left, column), right: Math.max(range.right, column) };
}
