// One row element of the pool. It stands for another line whenever the grid is scrolled; of its cells only those are rewritten
// whose value, column or look has changed.
import type { Group, Row } from '../../api/rows';
import type { Style } from '../../api/schema';
import type { Value } from '../../api/values';
import { formatCell } from '../../columns/format';
import { toneOf } from '../../columns/tone';
import { editedCell } from '../../live/presence';
import { changeWords } from '../../live/recent';
import classes from '../Grid.module.css';
import { showAggregate } from '../model/aggregates';
import type { ColumnPlan, GridColumn } from '../model/columns';
import { contains, type Range } from '../model/selection';
import type { Line } from '../model/virtualRows';
import { drawPlain, drawValue } from './cell';
import { made } from './frame';
import type { Picture } from './picture';

const flashMs = 950;

interface CellSlot {
  element: HTMLElement;
  column: GridColumn | undefined;
  value: Value | undefined;
  style: Style | undefined;
  drawn: 'full' | 'plain' | 'empty' | 'aggregate' | undefined;
  marks: string;
  editor: string;
  row: string | undefined;
}

export interface DrawState {
  picture: Picture;
  range: Range | undefined;
  plain: boolean;
  firstColumn: number;
  lastColumn: number;
}

const newCell = (element: HTMLElement): CellSlot => ({
  element, column: undefined, value: undefined, style: undefined, drawn: undefined, marks: '', editor: '', row: undefined,
});

export class RowSlot {
  readonly element = made('div', classes.row, 'row');
  line = -1;
  row: Row | undefined;
  private kind: Line['kind'] | 'loading' | undefined;
  private readonly gutter = made('div', classes.gutter, 'rowheader');
  private readonly number = made('span', undefined);
  private readonly label = made('div', classes.groupLabel, 'gridcell');
  private readonly frozen: CellSlot[] = [];
  private readonly moving: CellSlot[] = [];
  private drawnGroup: { group?: Group; collapsed?: boolean; width?: number } = {};
  private level = '';
  private tone = '';
  private top = NaN;

  constructor(plan: ColumnPlan, window: number, private readonly prefix: string) {
    this.element.hidden = true;
    const open = made('span', classes.open);
    open.dataset.open = 'true';
    open.title = 'Show beside the grid (Space)';
    open.textContent = '⤢';
    open.setAttribute('aria-hidden', 'true');
    this.gutter.append(open, this.number);
    this.element.append(this.gutter);
    this.gutter.style.width = `${plan.gutter}px`;
    for (const column of plan.columns) {
      if (!column.frozen) continue;
      const cell = newCell(made('div', classes.frozenCell, 'gridcell'));
      cell.element.style.left = `${plan.gutter + column.left}px`;
      cell.element.style.width = `${column.width}px`;
      this.frozen.push(cell);
      this.element.append(cell.element);
    }
    for (let i = 0; i < window; ++i) {
      const cell = newCell(made('div', classes.cell, 'gridcell'));
      this.moving.push(cell);
      this.element.append(cell.element);
    }
    this.element.append(this.label);
  }

  place(top: number) {
    if (top === this.top) return;
    this.top = top;
    this.element.style.transform = `translateY(${top}px)`;
  }

  park() {
    if (this.line === -1) return;
    this.line = -1;
    this.element.hidden = true;
  }

  draw(line: number, what: Line, state: DrawState) {
    const { picture } = state;
    if (this.line !== line) {
      this.element.hidden = false;
      this.line = line;
      this.element.setAttribute('aria-rowindex', String(line + 2));
    }
    const row = what.kind === 'row' ? picture.rowAt(what.offset) : undefined;
    const kind = what.kind === 'row' && !row ? 'loading' : what.kind;
    const sameRow = this.row?.id === row?.id && this.kind === kind;
    this.row = row;
    if (this.kind !== kind) {
      this.kind = kind;
      this.element.dataset.kind = kind;
      if (kind !== 'group') this.element.removeAttribute('aria-expanded');
      this.label.hidden = kind !== 'group' && kind !== 'new';
    }
    this.drawGutter(what, row);
    if (what.kind === 'group') this.drawGroup(what, picture);
    else this.drawnGroup = {};
    if (what.kind === 'new') this.label.textContent = picture.newRowText;
    const level = picture.groupedBy.length === 0 ? '' : String((what.kind === 'group' ? what.group.level : picture.groupedBy.length) + 1);
    if (level !== this.level) {
      this.level = level;
      if (level) this.element.setAttribute('aria-level', level);
      else this.element.removeAttribute('aria-level');
    }
    const style = row?.styles['*'];
    const tone = style?.background || style?.color ? toneOf(style.background ?? style.color) : '';
    if (tone !== this.tone) this.element.dataset.tone = this.tone = tone;
    const { columns } = picture.plan;
    for (let i = 0; i < this.frozen.length; ++i) this.drawCell(this.frozen[i] as CellSlot, columns[i] as GridColumn, what, sameRow, state);
    const size = this.moving.length;
    for (let i = state.firstColumn; i < state.lastColumn; ++i) {
      this.drawCell(this.moving[i % size] as CellSlot, columns[i] as GridColumn, what, sameRow, state);
    }
    for (let i = state.lastColumn; i < state.firstColumn + size; ++i) this.clear(this.moving[i % size] as CellSlot);
  }

  private clear(cell: CellSlot) {
    if (!cell.column) return;
    cell.column = undefined;
    cell.element.hidden = true;
  }

  private drawGutter(what: Line, row: Row | undefined) {
    const text = what.kind === 'row' ? String(what.offset + 1) : '';
    if (this.number.textContent !== text) this.number.textContent = text;
    const comments = String(row?.comments || '');
    if (this.gutter.dataset.comments !== comments) {
      this.gutter.dataset.comments = comments;
      this.gutter.title = comments ? `${comments} ${comments === '1' ? 'comment' : 'comments'}` : '';
    }
  }

  private drawGroup({ group, collapsed }: Extract<Line, { kind: 'group' }>, picture: Picture) {
    const { group: before, collapsed: wasClosed, width } = this.drawnGroup;
    if (before === group && wasClosed === collapsed && width === picture.plan.frozenWidth) return;
    this.drawnGroup = { group, collapsed, width: picture.plan.frozenWidth };
    this.element.setAttribute('aria-expanded', String(!collapsed));
    this.element.dataset.level = String(group.level);
    const column = picture.plan.columns.find((other) => other.column.id === group.column)?.column;
    const key = picture.titleOfGroup(group.column);
    const value = made('span', classes.groupValue);
    const shape = column ?? { name: '', id: '', type: 'text', storage: 'text' as const, computed: false, writable: false };
    drawValue(value, shape, group.key, picture.groupStyle(group.column, group.key));
    if (value.childNodes.length === 0 || column?.type === 'checkbox') value.textContent = column?.type === 'checkbox' ? (group.key === true ? 'Yes' : 'No') : 'Blank';
    const toggle = made('span', classes.toggle);
    toggle.textContent = collapsed ? '▸' : '▾';
    toggle.setAttribute('aria-hidden', 'true');
    const title = made('span', classes.groupTitle);
    title.textContent = `${key}`;
    const count = made('span', classes.groupCount);
    count.textContent = group.count.toLocaleString();
    count.title = `${group.count.toLocaleString()} ${group.count === 1 ? 'row' : 'rows'}`;
    this.label.style.paddingLeft = `${8 + group.level * 18}px`;
    this.label.style.width = Object.keys(group.aggregates ?? {}).length > 0 ? `${Math.max(picture.plan.frozenWidth, 200)}px` : '';
    this.label.replaceChildren(toggle, title, value, count);
  }

  private drawCell(cell: CellSlot, column: GridColumn, what: Line, sameRow: boolean, state: DrawState) {
    const { picture } = state;
    const { element } = cell;
    const moved = cell.column !== column;
    if (moved) {
      if (!cell.column) element.hidden = false;
      cell.column = column;
      if (!column.frozen) {
        element.style.left = `${picture.plan.gutter + column.left}px`;
        element.style.width = `${column.width}px`;
      }
      element.setAttribute('aria-colindex', String(column.index + 2));
      element.dataset.align = column.numeric ? 'right' : '';
      element.toggleAttribute('data-computed', column.column.computed);
    }
    this.drawContent(cell, column, what, sameRow && !moved, state);
    this.drawMarks(cell, column, what, state);
  }

  private drawContent(cell: CellSlot, column: GridColumn, what: Line, mayFlash: boolean, { plain, picture }: DrawState) {
    const { element } = cell;
    if (what.kind === 'group') {
      const kind = picture.aggregates[column.column.id];
      const value = kind && what.group.aggregates?.[column.column.id];
      if (cell.drawn === 'aggregate' && cell.value === value && mayFlash) return;
      cell.drawn = 'aggregate';
      cell.value = value;
      const text = kind ? showAggregate(column.column, kind, value) : { short: '', full: '' };
      element.textContent = text.short;
      element.title = text.full;
      return;
    }
    const row = this.row;
    if (!row) {
      if (cell.drawn !== 'empty') {
        element.textContent = '';
        element.title = '';
      }
      cell.drawn = 'empty';
      cell.row = undefined;
      return;
    }
    const value = row.values[column.column.id] ?? null;
    const style = row.styles[column.column.id];
    const changed = cell.value !== value || cell.row !== row.id || !mayFlash;
    const wanted = plain ? 'plain' : 'full';
    if (!changed && cell.style === style && (cell.drawn === 'full' || cell.drawn === wanted)) return;
    const flashes = changed && mayFlash && cell.row === row.id && cell.drawn !== 'empty' && formatCell(column.column, cell.value) !== formatCell(column.column, value);
    cell.value = value;
    cell.style = style;
    cell.row = row.id;
    cell.drawn = wanted;
    if (element.title) element.title = '';
    if (plain) drawPlain(element, column.column, value);
    else drawValue(element, column.column, value, style);
    if (flashes) flash(element);
  }

  private drawMarks(cell: CellSlot, column: GridColumn, what: Line, { range, picture }: DrawState) {
    const { selection } = picture;
    let marks = '';
    const index = column.index;
    const { line } = this;
    if (selection?.active.line === line && selection.active.column === index) marks += 'a';
    if (range && contains(range, line, index) && what.kind === 'row') {
      const single = range.top === range.bottom && range.left === range.right;
      if (!single) marks += 's';
      if (!single && line === range.top) marks += 't';
      if (!single && line === range.bottom) marks += 'b';
      if (!single && index === range.left) marks += 'l';
      if (!single && index === range.right) marks += 'r';
      if (line === range.bottom && index === range.right && !picture.readOnly) marks += 'h';
    }
    const { element } = cell;
    const override = this.row?.overridden?.[column.column.id];
    if (override) marks += 'o';
    const commented = this.row?.commented?.includes(column.column.id) === true;
    if (commented) marks += 'c';
    const editor = (picture.editors.size > 0 && this.row && picture.editors.get(editedCell(this.row.id, column.column.id))) || '';
    if (editor) marks += 'p';
    if (editor !== cell.editor) {
      cell.editor = editor;
      if (editor) element.dataset.editor = editor;
      else delete element.dataset.editor;
    }
    const changed = this.row ? changeWords(picture.table, this.row.id, column.column.id) : '';
    if (changed) marks += 'u';
    const words = [editor && `${editor} is editing this cell`, override && `Overridden by ${override.author}: ${override.reason}`, commented && 'There is an open comment on this cell', changed].filter(Boolean).join('. ');
    if (words ? element.title !== words : /[ocpu]/.test(cell.marks) && !/[ocpu]/.test(marks)) element.title = words;
    if (marks === cell.marks) return;
    cell.marks = marks;
    element.dataset.marks = marks;
    const active = marks.includes('a');
    if (active) element.id = `${this.prefix}-active`;
    else if (element.id) element.removeAttribute('id');
    if (marks.includes('s') || active) element.setAttribute('aria-selected', 'true');
    else element.removeAttribute('aria-selected');
  }

  /** Column index of an element in here: -1 for the gutter and the label of a group; undefined when it is none of ours. */
  columnOf(target: Element): number | undefined {
    const cell = [...this.frozen, ...this.moving].find(({ element }) => element.contains(target));
    if (cell) return cell.column?.index;
    return this.gutter.contains(target) ? -1 : this.label.contains(target) ? -2 : undefined;
  }

  cellElement(column: number): HTMLElement | undefined {
    return [...this.frozen, ...this.moving].find(({ column: drawn }) => drawn?.index === column)?.element;
  }
}

/** Two names of one animation: the other one starts anew without the layout being read in between. */
function flash(element: HTMLElement) {
  const name = element.dataset.flash === 'a' ? 'b' : 'a';
  element.dataset.flash = name;
  setTimeout(() => element.dataset.flash === name && delete element.dataset.flash, flashMs);
}
