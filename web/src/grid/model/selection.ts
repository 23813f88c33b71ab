// Which cells are selected: the active one, and the range from the anchor to it. Lines are counted over the whole grid
// (headers of groups among them), columns over those that are shown. Line -1 is the header of the columns.
export interface Place {
  line: number;
  column: number;
}

export interface Selection {
  /** Where typing goes. It lies inside of the range. */
  active: Place;
  /** Two corners of the range; the second is the one that Shift moves. */
  from: Place;
  to: Place;
  /** Whole rows, whatever columns the corners have. */
  rows?: boolean;
}

export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const headerLine = -1;

export const only = (place: Place): Selection => ({ active: place, from: place, to: place });

export function rangeOf({ from, to, rows }: Selection, columns: number): Range {
  return {
    top: Math.max(0, Math.min(from.line, to.line)),
    bottom: Math.max(from.line, to.line),
    left: rows ? 0 : Math.min(from.column, to.column),
    right: rows ? columns - 1 : Math.max(from.column, to.column),
  };
}

export const isSingle = ({ from, to, rows }: Selection) => !rows && from.line === to.line && from.column === to.column;
export const contains = (range: Range, line: number, column: number) =>
  line >= range.top && line <= range.bottom && column >= range.left && column <= range.right;

export type Move = 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'lineStart' | 'lineEnd' | 'start' | 'end' | 'top' | 'bottom';

export interface Bounds {
  lines: number;
  columns: number;
  page: number; // lines in view
}

/** Where a move leads from a place; it ends at the edges. */
export function moved({ line, column }: Place, move: Move, { lines, columns, page }: Bounds): Place {
  const lastLine = Math.max(0, lines - 1);
  const lastColumn = Math.max(0, columns - 1);
  const to = (toLine: number, toColumn: number): Place => ({
    line: Math.min(lastLine, Math.max(headerLine, toLine)),
    column: Math.min(lastColumn, Math.max(0, toColumn)),
  });
  switch (move) {
    case 'up':
      return to(line - 1, column);
    case 'down':
      return to(line + 1, column);
    case 'left':
      return to(line, column - 1);
    case 'right':
      return to(line, column + 1);
    case 'pageUp':
      return to(Math.max(0, line - page), column);
    case 'pageDown':
      return to(line + page, column);
    case 'lineStart':
      return to(line, 0);
    case 'lineEnd':
      return to(line, lastColumn);
    case 'top':
      return to(0, column);
    case 'bottom':
      return to(lastLine, column);
    case 'start':
      return to(0, 0);
    case 'end':
      return to(lastLine, lastColumn);
  }
}

/** Tab and Enter: to the next cell; inside of the range when one is selected, and around its end. */
export function stepped(selection: Selection, by: 'column' | 'line', back: boolean, bounds: Bounds): Selection {
  const { active } = selection;
  if (isSingle(selection)) {
    const move: Move = by === 'column' ? (back ? 'left' : 'right') : back ? 'up' : 'down';
    const to = moved(active, move, bounds);
    return only({ line: Math.max(0, to.line), column: to.column });
  }
  const { top, bottom, left, right } = rangeOf(selection, bounds.columns);
  const [height, width] = [bottom - top + 1, right - left + 1];
  const cells = height * width;
  const at = by === 'column' ? (active.line - top) * width + active.column - left : (active.column - left) * height + active.line - top;
  const next = (at + (back ? -1 : 1) + cells) % cells;
  const place =
    by === 'column'
      ? { line: top + Math.floor(next / width), column: left + (next % width) }
      : { line: top + (next % height), column: left + Math.floor(next / height) };
  return { ...selection, active: place };
}
