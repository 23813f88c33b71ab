// The grid itself: holds what is shown and what is selected, has it drawn, and turns keys and the mouse into changes of both.
// What needs a menu, an editor or the server is handed to the shell around it (GridShell).
import type { Row } from '../api/rows';
import type { Column } from '../api/schema';
import type { Value } from '../api/values';
import type { Picture } from './draw/picture';
import { Surface } from './draw/surface';
import { pointerActions } from './input/actions';
import { commandOf } from './input/keyboard';
import { obey } from './input/obey';
import { listenToPointer } from './input/pointer';
import type { RowSource } from './model/rowSource';
import { headerLine, isSingle, only, rangeOf, stepped, type Place, type Range, type Selection } from './model/selection';
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
  private told = '';
  private wanted: string | undefined; // a row to go to once it is there
  private readonly stop: () => void;
  private lastSeen: [unknown, unknown, number] = [undefined, undefined, -1];
  selection: Selection | undefined;

  constructor(host: HTMLElement, private readonly shell: GridShell) {
    this.surface = new Surface(host, this.watch, () => shell.moved());
    const { viewport } = this.surface.frame;
    const stopPointer = listenToPointer(this.surface, pointerActions(this, shell));
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
  get readOnly() {
    return this.setup?.readOnly ?? false;
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

  redraw() {
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

  get lastRowLine() {
    return Math.max(0, this.lines.count - 1 - (this.lines.at(this.lines.count - 1)?.kind === 'new' ? 1 : 0));
  }

  focus() {
    this.surface.frame.viewport.focus({ preventScroll: true });
  }

  get bounds() {
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
    if (obey(this, this.shell, command)) {
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

  edit(place: Place, text?: string) {
    const cell = this.cellAt(place);
    if (!cell) return;
    this.surface.reveal(place);
    this.shell.edit(cell, text);
  }

  openMenu(place: Place) {
    const box = this.surface.boxOf(place);
    const frame = this.surface.frame.viewport.getBoundingClientRect();
    if (box) this.shell.menu(place.line === headerLine ? 'column' : 'cell', place, frame.left + box.left + 8, frame.top + box.top + box.height);
  }
}
