// The grid itself: holds what is shown and what is selected, has it drawn, and turns keys and the mouse into changes of both.
// What needs a menu, an editor or the server is handed to the shell around it (GridShell).
import type { Row } from '../api/rows';
import type { Column } from '../api/schema';
import type { Value } from '../api/values';
import type { Picture } from './draw/picture';
import { Surface, type Hit } from './draw/surface';
import { commandOf, type Command } from './input/keyboard';
import { listenToPointer, type PointerActions } from './input/pointer';
import type { RowSource } from './model/rowSource';
import { headerLine, isSingle, moved, only, rangeOf, stepped, type Place, type Range, type Selection } from './model/selection';
import { VirtualRows, type Line } from './model/virtualRows';

export interface Cell {
  place: Place;
  row: Row;
  column: Column;
  value: Value;
}

export type MenuKind = 'cell' | 'column' | 'total';

/** What the grid asks of the shell around it. */
export interface GridShell {
  edit(cell: Cell, text: string | undefined): void;
  toggle(cell: Cell): void;
  menu(kind: MenuKind, place: Place, x: number, y: number): void;
  /** Commands that change data or open something. */
  run(command: 'clear' | 'fillDown' | 'fillRight' | 'peek' | 'open' | 'deleteRows' | 'newRow' | 'explain' | 'comment'): void;
  openRecord(table: string, row: string): void;
  fill(from: Range, to: Range): void;
  sort(column: Column, add: boolean): void;
  resize(column: Column, width: number, done: boolean): void;
  moveColumn(from: number, to: number): void;
  copy(event: ClipboardEvent, cut: boolean): void;
  paste(event: ClipboardEvent): void;
  escape(): void;
  /** Selection, rows or scroll place are others than before. */
  changed(): void;
  moved(): void;
}

export type Setup = Omit<Picture, 'lines' | 'rowAt' | 'footer' | 'selection'>;

export class Grid {
  readonly surface: Surface;
  private source: RowSource | undefined;
  private setup: Setup | undefined;
  private lines = new VirtualRows(0, [], new Set(), false);
  private collapsed: ReadonlySet<string> = new Set();
  private activeRow: string | undefined;
  private fillFrom: Range | undefined; // what the fill handle was pulled from
  private told = '';
  private wanted: string | undefined; // a row to go to once it is there
  private readonly stop: () => void;
  private lastSeen: [unknown, unknown, number] = [undefined, undefined, -1];
  selection: Selection | undefined;

  constructor(host: HTMLElement, private readonly shell: GridShell) {
    this.surface = new Surface(host, this.watch, () => shell.moved());
    const { viewport } = this.surface.frame;
    const stopPointer = listenToPointer(this.surface, this.pointer);
    const copy = (event: ClipboardEvent) => shell.copy(event, false);
    const cut = (event: ClipboardEvent) => shell.copy(event, true);
    const paste = (event: ClipboardEvent) => shell.paste(event);
    const focus = () => !this.selection && this.lines.count > 0 && this.select(only({ line: 0, column: 0 }), false);
    viewport.addEventListener('keydown', this.onKey);
    viewport.addEventListener('copy', copy);
    viewport.addEventListener('cut', cut);
    viewport.addEventListener('paste', paste);
    viewport.addEventListener('focus', focus);
    this.stop = stopPointer; // the listeners of the viewport go with it
  }

  close() {
    this.stop();
    this.surface.close();
  }

  // --- what is shown ---

  setSource(source: RowSource) {
    this.source = source;
    this.collapsed = new Set();
    this.selection = undefined;
    this.activeRow = undefined;
    this.surface.frame.viewport.scrollTop = 0;
    source.watch(0, 1);
    this.rowsChanged();
  }

  set(setup: Setup) {
    const before = this.setup;
    this.setup = setup;
    const columns = setup.plan.columns.length;
    if (this.selection && before && before.plan.columns.length !== columns) {
      const within = (place: Place) => ({ ...place, column: Math.max(0, Math.min(columns - 1, place.column)) });
      const { active, from, to } = this.selection;
      this.selection = { ...this.selection, active: within(active), from: within(from), to: within(to) };
    }
    if (before?.readOnly !== setup.readOnly || before?.newRowText !== setup.newRowText) this.relayout();
    this.redraw();
  }

  get columns() {
    return this.setup?.plan.columns ?? [];
  }
  get total() {
    return this.lines.total;
  }

  /** The source has other rows than before. */
  rowsChanged() {
    const { source } = this;
    if (!source) return;
    const { total, groups, ready } = source;
    const [seenSource, seenGroups, seenTotal] = this.lastSeen;
    if (!ready || seenSource !== source || seenGroups !== groups || seenTotal !== total) {
      this.lastSeen = [source, groups, total];
      this.relayout();
    }
    this.follow();
    this.redraw();
    // The shell shows little of the rows; it is not bothered by every page that is scrolled by.
    const state = `${ready} ${total} ${source.error?.message ?? ''}`;
    if (state !== this.told || (this.selection && !isSingle(this.selection))) this.shell.changed();
    this.told = state;
  }

  private relayout() {
    const { source, setup } = this;
    if (!source) return;
    const withNew = source.ready && !!setup && !setup.readOnly && setup.newRowText !== '';
    this.lines = new VirtualRows(source.total, source.groups, this.collapsed, withNew);
  }

  /** Keeps the active row where it is on the screen when rows have come or gone above it. */
  private follow() {
    const { source, selection } = this;
    if (!source) return;
    if (this.wanted !== undefined) {
      const at = source.find(this.wanted);
      const line = at === undefined ? undefined : this.lines.indexOf(at);
      if (line !== undefined) {
        this.wanted = undefined;
        const column = selection?.active.column ?? 0;
        this.redraw();
        this.select(only({ line, column }));
      }
      return;
    }
    if (!selection || this.activeRow === undefined || selection.active.line === headerLine) return;
    const line = this.lines.at(selection.active.line);
    if (line?.kind === 'row' && source.row(line.offset)?.id === this.activeRow) return;
    const at = source.find(this.activeRow);
    const now = at === undefined ? undefined : this.lines.indexOf(at);
    const last = Math.max(0, this.lines.count - 1);
    if (now === undefined) {
      const within = (place: Place) => ({ ...place, line: Math.min(last, place.line) });
      this.selection = { ...selection, active: within(selection.active), from: within(selection.from), to: within(selection.to) };
      return;
    }
    const by = now - selection.active.line;
    const shift = (place: Place) => ({ ...place, line: Math.max(0, Math.min(last, place.line + by)) });
    this.selection = { ...selection, active: shift(selection.active), from: shift(selection.from), to: shift(selection.to) };
    this.redraw();
    const { viewport } = this.surface.frame;
    requestAnimationFrame(() => (viewport.scrollTop += by * (this.setup?.lineHeight ?? 0)));
  }

  /** Selects a row as soon as it is there. */
  goTo(row: string, offset?: number) {
    this.wanted = row;
    if (offset !== undefined) {
      const line = this.lines.indexOf(Math.min(offset, Math.max(0, this.lines.total - 1)));
      if (line !== undefined) this.surface.reveal({ line, column: this.selection?.active.column ?? 0 });
    }
    this.follow();
  }

  private redraw() {
    const { setup, source } = this;
    if (!setup) return;
    this.surface.show({
      ...setup,
      lines: this.lines,
      rowAt: (offset) => source?.row(offset),
      footer: source?.footer ?? {},
      selection: this.selection,
    });
  }

  private readonly watch = (first: number, last: number) => {
    const { source } = this;
    if (!source) return;
    const parts = this.lines.rowsBetween(first, last - 1);
    const from = parts[0]?.from ?? 0;
    const to = parts[parts.length - 1]?.to ?? 1;
    // Groups that are far apart are not read with all that lies between.
    source.watch(from, Math.min(to, from + 1000));
  };

  // --- groups ---

  toggleGroup(line: number) {
    const at = this.lines.at(line);
    if (at?.kind !== 'group') return;
    const next = new Set(this.collapsed);
    if (!next.delete(at.path)) next.add(at.path);
    this.collapsed = next;
    this.relayout();
    this.redraw();
    this.shell.changed();
  }

  collapseAll(closed: boolean) {
    this.collapsed = new Set(closed ? this.lines.paths : []);
    this.relayout();
    this.surface.frame.viewport.scrollTop = 0;
    this.selection = undefined;
    this.redraw();
    this.shell.changed();
  }

  // --- what is selected ---

  select(selection: Selection, reveal: 'active' | 'to' | false = 'active') {
    this.selection = selection;
    const line = this.lines.at(selection.active.line);
    this.activeRow = line?.kind === 'row' ? this.source?.row(line.offset)?.id : undefined;
    if (reveal) this.surface.reveal(reveal === 'to' ? selection.to : selection.active);
    this.redraw();
    const range = this.range;
    if (range && !isSingle(selection)) {
      this.surface.say(`${range.bottom - range.top + 1} by ${range.right - range.left + 1} cells selected`);
    } else this.surface.say('');
    this.shell.changed();
  }

  get range(): Range | undefined {
    const { selection } = this;
    return selection && selection.active.line !== headerLine ? rangeOf(selection, this.columns.length) : undefined;
  }

  lineAt(line: number): Line | undefined {
    return this.lines.at(line);
  }

  cellAt(place: Place): Cell | undefined {
    const line = this.lines.at(place.line);
    const column = this.columns[place.column]?.column;
    const row = line?.kind === 'row' ? this.source?.row(line.offset) : undefined;
    return row && column && { place, row, column, value: row.values[column.id] ?? null };
  }

  get activeCell(): Cell | undefined {
    return this.selection && this.cellAt(this.selection.active);
  }

  /** Stretches of rows in the range, as places among all rows. */
  get selectedRows(): { from: number; to: number }[] {
    const { range } = this;
    return range ? this.lines.rowsBetween(range.top, range.bottom) : [];
  }

  /** Stretches of rows between two lines, as places among all rows. */
  rowsIn({ top, bottom }: Pick<Range, 'top' | 'bottom'>) {
    return this.lines.rowsBetween(top, bottom);
  }

  /** Keys of the groups that a line is in: what a new row there begins with. */
  groupKeysAt(line: number): [column: string, key: Value][] {
    const keys = new Map<number, [string, Value]>();
    for (let at = line; at >= 0 && !keys.has(0); --at) {
      const here = this.lines.at(at);
      if (here?.kind !== 'group') continue;
      if (keys.size === 0 || here.group.level < Math.min(...keys.keys())) keys.set(here.group.level, [here.group.column, here.group.key]);
    }
    return [...keys.values()];
  }

  /** The place among all rows of a line, or of the first row behind it. */
  offsetAt(line: number): number | undefined {
    return this.lines.rowsBetween(line, this.lines.count)[0]?.from;
  }

  focus() {
    this.surface.frame.viewport.focus({ preventScroll: true });
  }

  private get bounds() {
    return { lines: this.lines.count, columns: this.columns.length, page: this.surface.linesPerPage };
  }

  /** Enter and Tab after an edit. */
  step(by: 'column' | 'line', back: boolean) {
    if (this.selection) this.select(stepped(this.selection, by, back, this.bounds));
  }

  // --- keys ---

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.target !== this.surface.frame.viewport) return;
    const command = commandOf(event);
    if (!command) return;
    // Tab leaves the grid at its ends, so that nobody is caught in it.
    if (command.kind === 'step' && command.by === 'column' && this.atEnd(command.back)) return;
    if (this.obey(command)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  private atEnd(back: boolean): boolean {
    const { selection } = this;
    if (!selection) return true;
    if (!isSingle(selection)) return false;
    return back ? selection.active.column === 0 : selection.active.column >= this.columns.length - 1;
  }

  private obey(command: Command): boolean {
    const { selection } = this;
    if (!selection) return false;
    const { active } = selection;
    const onGroup = this.lines.at(active.line)?.kind === 'group';
    switch (command.kind) {
      case 'move':
        if (onGroup && !command.extend && (command.move === 'left' || command.move === 'right')) {
          const line = this.lines.at(active.line);
          if (line?.kind === 'group' && line.collapsed === (command.move === 'right')) {
            this.toggleGroup(active.line);
            return true;
          }
        }
        this.move(selection, command.move, command.extend);
        return true;
      case 'step':
        this.select(stepped(selection, command.by, command.back, this.bounds));
        return true;
      case 'enter':
        return this.startEdit(active, true);
      case 'edit':
        return this.startEdit(active, false, command.text);
      case 'width':
        return this.widen(active.column, command.by);
      case 'groups':
        this.collapseAll(command.closed);
        return true;
      case 'menu':
        this.openMenu(active);
        return true;
      case 'selectAll':
        this.select({ active, from: { line: 0, column: 0 }, to: { line: this.lastRowLine, column: this.columns.length - 1 } }, false);
        return true;
      case 'selectRow':
        this.select({ ...selection, rows: true }, false);
        return true;
      case 'selectColumn':
        this.select({ active, from: { line: 0, column: active.column }, to: { line: this.lastRowLine, column: active.column } }, false);
        return true;
      case 'escape':
        this.shell.escape();
        this.select(only(active), false);
        return true;
      default:
        this.shell.run(command.kind);
        return true;
    }
  }

  private get lastRowLine() {
    return Math.max(0, this.lines.count - 1 - (this.lines.at(this.lines.count - 1)?.kind === 'new' ? 1 : 0));
  }

  private move(selection: Selection, move: Parameters<typeof moved>[1], extend: boolean) {
    if (extend) {
      const to = moved(selection.to, move, this.bounds);
      this.select({ ...selection, to: { ...to, line: Math.max(0, to.line) } }, 'to');
    } else this.select(only(moved(selection.active, move, this.bounds)));
  }

  private startEdit(active: Place, enter: boolean, text?: string): boolean {
    if (active.line === headerLine) {
      const column = this.columns[active.column]?.column;
      if (column) this.shell.sort(column, false);
      return true;
    }
    const line = this.lines.at(active.line);
    if (line?.kind === 'group') this.toggleGroup(active.line);
    else if (line?.kind === 'new') this.shell.run('newRow');
    else {
      const { selection } = this;
      // Enter walks through a selected range; F2 and typing edit.
      if (enter && selection && !isSingle(selection) && !selection.rows) {
        this.select(stepped(selection, 'line', false, this.bounds));
        return true;
      }
      this.edit(active, text);
    }
    return true;
  }

  edit(place: Place, text?: string) {
    const cell = this.cellAt(place);
    if (!cell) return;
    this.surface.reveal(place);
    this.shell.edit(cell, text);
  }

  private widen(column: number, by: number): boolean {
    const place = this.columns[column];
    if (place) this.shell.resize(place.column, place.width + by, true);
    return place !== undefined;
  }

  openMenu(place: Place) {
    const box = this.surface.boxOf(place);
    const frame = this.surface.frame.viewport.getBoundingClientRect();
    if (box) this.shell.menu(place.line === headerLine ? 'column' : 'cell', place, frame.left + box.left + 8, frame.top + box.top + box.height);
  }

  // --- mouse ---

  private readonly pointer: PointerActions = ((grid: Grid): PointerActions => ({
    get fillCorner() {
      const { range } = grid;
      return range && !grid.setup?.readOnly ? { line: range.bottom, column: range.right } : undefined;
    },
    select: (place, extend) =>
      grid.select(extend && grid.selection ? { ...grid.selection, rows: false, to: place } : only(place), extend ? 'to' : 'active'),
    selectRow: (line, extend) => {
      const place = { line, column: 0 };
      grid.select({ ...(extend && grid.selection ? { ...grid.selection, to: place } : only(place)), rows: true }, 'to');
    },
    extendTo: (place) => grid.selection && grid.select({ ...grid.selection, to: place }, false),
    fillTo: (place, done) => grid.fillTo(place, done),
    cancelFill: () => grid.endFill(),
    edit: (place) => grid.edit(place),
    activate: (hit, target, again, event) => grid.activate(hit, target, again, event),
    label: (line) => {
      if (grid.lines.at(line)?.kind === 'new') grid.shell.run('newRow');
      else grid.toggleGroup(line);
    },
    groups: (closed) => grid.collapseAll(closed),
    sort: (column, add) => {
      const place = grid.columns[column];
      if (place) grid.shell.sort(place.column, add);
    },
    menu: (kind, place, x, y) => {
      if (kind === 'cell') {
        const { range } = grid;
        const inside = range && place.line >= range.top && place.line <= range.bottom && place.column >= range.left && place.column <= range.right;
        if (!inside) grid.select(only(place), false);
      }
      grid.shell.menu(kind, place, x, y);
    },
    resize: (column, width, done) => {
      const place = grid.columns[column];
      if (place) grid.shell.resize(place.column, width, done);
    },
    moveColumn: (column, to) => grid.shell.moveColumn(column, to),
    widthOf: (column) => grid.columns[column]?.width ?? 100,
    isActive: ({ line, column }) => grid.selection?.active.line === line && grid.selection.active.column === column,
  }))(this);

  private fillTo(place: Place, done: boolean) {
    this.fillFrom ??= this.range;
    const from = this.fillFrom;
    if (!from) return;
    const to = stretched(from, place);
    this.select({ active: { line: from.top, column: from.left }, ...corners(to) }, false);
    if (!done) return;
    this.fillFrom = undefined;
    if (to !== from) this.shell.fill(from, to);
  }

  private endFill() {
    const from = this.fillFrom;
    this.fillFrom = undefined;
    if (from) this.select({ active: { line: from.top, column: from.left }, ...corners(from) }, false);
  }

  private activate(hit: Hit, target: Element, again: boolean, event: MouseEvent) {
    const cell = this.cellAt({ line: hit.line, column: Math.max(0, hit.column) });
    if (!cell) return;
    if (hit.column === -1) {
      if (target.closest('[data-open]')) this.shell.run('peek');
      return;
    }
    if (target.closest('[data-checked]')) return this.shell.toggle(cell);
    const link = target.closest<HTMLElement>('[data-row]');
    const meant = again || event.ctrlKey || event.metaKey;
    if (link?.dataset.row && meant && cell.column.target) this.shell.openRecord(cell.column.target, link.dataset.row);
    if (target.closest('a') && !meant) event.preventDefault();
  }
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
