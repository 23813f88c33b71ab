// The drawn grid: a pool of row elements that is moved over the lines in view. Whatever changes, drawing happens at most once a
// frame. It draws what it is given and says what is in view; it decides nothing.
import { columnsBetween } from '../model/columns';
import { canvasHeight, linesInView, placeOf, scrollTo, type Geometry } from '../model/geometry';
import { headerLine, rangeOf, type Place } from '../model/selection';
import { makeFrame, type Frame } from './frame';
import { drawFoot, drawHead } from './headRow';
import type { Picture } from './picture';
import { RowSlot } from './rowSlot';

export const headHeight = 34;
export const footHeight = 26;
const settleMs = 90;
let surfaces = 0;

export interface Hit {
  /** headerLine for the head; lines.count for the foot. */
  line: number;
  /** -1 is the gutter, -2 the label of a group. */
  column: number;
  element: HTMLElement;
}

export class Surface {
  readonly frame: Frame;
  private readonly prefix = `grid${++surfaces}`;
  private picture: Picture | undefined;
  private slots: RowSlot[] = [];
  private window = 0;
  private frameRequest = 0;
  private headStale = true;
  private stillStale = true;
  private footStale = true;
  private slotsStale = true;
  private flinging = false;
  private settle: ReturnType<typeof setTimeout> | undefined;
  private drawnTop = 0;
  private size = { width: 0, height: 0 };
  private readonly watcher: ResizeObserver;

  /** `inView` is called before lines are drawn: the first, and the one behind the last. */
  constructor(host: HTMLElement, private readonly inView: (first: number, last: number) => void, private readonly onMove: () => void) {
    this.frame = makeFrame(host);
    this.frame.viewport.addEventListener('scroll', this.onScroll, { passive: true });
    this.watcher = new ResizeObserver(() => this.measure());
    this.watcher.observe(this.frame.viewport);
    this.measure();
  }

  close() {
    this.watcher.disconnect();
    cancelAnimationFrame(this.frameRequest);
    clearTimeout(this.settle);
    this.frame.viewport.remove();
    this.frame.live.remove();
  }

  show(picture: Picture) {
    const before = this.picture;
    this.picture = picture;
    this.stillStale = true;
    if (before?.lineHeight !== picture.lineHeight) this.slotsStale = true;
    if (before?.plan !== picture.plan) this.headStale = this.footStale = this.slotsStale = true;
    if (before?.sort !== picture.sort || before?.selection?.active !== picture.selection?.active) {
      this.headStale ||= before?.sort !== picture.sort || picture.selection?.active.line === headerLine || before?.selection?.active.line === headerLine;
    }
    if (before?.groupedBy !== picture.groupedBy || before?.lines.anyOpen !== picture.lines.anyOpen) this.headStale = true;
    if (before?.footer !== picture.footer || before?.lines.total !== picture.lines.total || before?.aggregates !== picture.aggregates) {
      this.footStale = true;
    }
    this.request();
  }

  request() {
    this.frameRequest ||= requestAnimationFrame(this.draw);
  }

  say(words: string) {
    if (this.frame.live.textContent !== words) this.frame.live.textContent = words;
  }

  private measure() {
    const { clientWidth, clientHeight } = this.frame.viewport;
    if (clientWidth === this.size.width && clientHeight === this.size.height) return;
    this.size = { width: clientWidth, height: clientHeight };
    this.slotsStale = this.stillStale = true;
    this.request();
  }

  get geometry(): Geometry {
    const { picture } = this;
    return {
      lineHeight: picture?.lineHeight ?? 32,
      lines: picture?.lines.count ?? 0,
      viewport: Math.max(0, this.size.height - headHeight - footHeight),
    };
  }

  get linesPerPage() {
    const { viewport, lineHeight } = this.geometry;
    return Math.max(1, Math.floor(viewport / lineHeight) - 1);
  }

  private readonly onScroll = () => {
    this.request();
    this.onMove();
  };

  /** More than most of a page from one drawing to the next: nobody reads that. */
  private noteSpeed(scrollTop: number) {
    const jumped = Math.abs(scrollTop - this.drawnTop) > this.size.height * 0.75;
    this.drawnTop = scrollTop;
    if (!jumped) return;
    this.flinging = true;
    clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      this.flinging = false;
      this.request();
    }, settleMs);
  }

  private readonly draw = () => {
    this.frameRequest = 0;
    const { picture, frame } = this;
    if (!picture || this.size.height === 0) return;
    const { viewport } = frame;
    const geometry = this.geometry;
    const scrollTop = viewport.scrollTop;
    this.noteSpeed(scrollTop);
    const left = viewport.scrollLeft;
    if (this.slotsStale) this.rebuild(picture, geometry);
    if (this.stillStale) this.drawStill(picture, geometry);
    const [first, last] = linesInView(geometry, scrollTop);
    // Pages that a flinging reader passes by are not asked for.
    if (!this.flinging) this.inView(first, last);
    const { plan, selection } = picture;
    const frozen = plan.columns.findIndex((column) => !column.frozen);
    const [from, to] = columnsBetween(plan, left + plan.frozenWidth - plan.gutter, left + this.size.width - plan.gutter);
    const state = {
      picture,
      range: selection && selection.active.line !== headerLine ? rangeOf(selection, plan.columns.length) : undefined,
      plain: this.flinging,
      firstColumn: Math.max(from, frozen < 0 ? plan.columns.length : frozen),
      lastColumn: Math.min(to, from + this.window),
    };
    const size = this.slots.length;
    for (let line = first; line < Math.min(last, first + size); ++line) {
      const what = picture.lines.at(line);
      const slot = this.slots[line % size];
      if (!what || !slot) continue;
      slot.draw(line, what, state);
      slot.place(placeOf(geometry, scrollTop, line));
    }
    for (const slot of this.slots) if (slot.line < first || slot.line >= last) slot.park();
    const { active } = selection ?? {};
    const seen = active && (active.line === headerLine || (active.line >= first && active.line < last));
    if (seen && document.getElementById(`${this.prefix}-active`)) viewport.setAttribute('aria-activedescendant', `${this.prefix}-active`);
    else viewport.removeAttribute('aria-activedescendant');
  };

  private drawStill(picture: Picture, geometry: Geometry) {
    const { viewport, canvas, body, head, foot } = this.frame;
    const grouped = picture.groupedBy.length > 0;
    const role = grouped ? 'treegrid' : 'grid';
    if (viewport.getAttribute('role') !== role) viewport.setAttribute('role', role);
    viewport.setAttribute('aria-label', picture.label);
    viewport.setAttribute('aria-rowcount', String(picture.lines.count + 2));
    viewport.setAttribute('aria-colcount', String(picture.plan.columns.length + 1));
    viewport.setAttribute('aria-readonly', String(picture.readOnly));
    viewport.toggleAttribute('data-wrap', picture.wrap);
    viewport.style.setProperty('--line', `${picture.lineHeight}px`);
    canvas.style.width = `${Math.max(picture.plan.width, this.size.width)}px`;
    body.style.height = `${Math.max(canvasHeight(geometry), 0)}px`;
    if (this.headStale) drawHead(head, picture, this.prefix);
    if (this.footStale) drawFoot(foot, picture);
    this.headStale = this.footStale = this.stillStale = false;
  }

  private rebuild(picture: Picture, geometry: Geometry) {
    this.slotsStale = false;
    const narrowest = Math.min(...picture.plan.columns.map(({ width }) => width), 300);
    const free = Math.max(0, this.size.width - picture.plan.frozenWidth);
    this.window = Math.min(picture.plan.columns.length, Math.ceil(free / narrowest) + 2);
    const wanted = Math.ceil(geometry.viewport / geometry.lineHeight) + 10;
    this.slots = Array.from({ length: wanted }, () => new RowSlot(picture.plan, this.window, this.prefix));
    this.frame.body.replaceChildren(...this.slots.map(({ element }) => element));
  }

  /** What lies under an element of the grid. */
  hit(target: EventTarget | null): Hit | undefined {
    if (!(target instanceof Element)) return undefined;
    const { head, foot } = this.frame;
    const still = target.closest<HTMLElement>('[data-column]');
    if (still && head.contains(still)) return { line: headerLine, column: Number(still.dataset.column), element: still };
    if (still && foot.contains(still)) return { line: this.picture?.lines.count ?? 0, column: Number(still.dataset.column), element: still };
    for (const slot of this.slots) {
      if (slot.line < 0 || !slot.element.contains(target)) continue;
      const column = slot.columnOf(target);
      return { line: slot.line, column: column ?? -2, element: (column !== undefined && slot.cellElement(column)) || slot.element };
    }
    return undefined;
  }

  /** Scrolls so that the cell is in full view. */
  reveal({ line, column }: Place) {
    const { picture } = this;
    const { viewport } = this.frame;
    if (!picture) return;
    if (line !== headerLine) {
      const wanted = scrollTo(this.geometry, viewport.scrollTop, line);
      if (wanted !== viewport.scrollTop) viewport.scrollTop = wanted;
    }
    const place = picture.plan.columns[column];
    if (!place || place.frozen) return;
    const { frozenWidth, gutter } = picture.plan;
    const start = place.left + gutter - frozenWidth;
    const end = place.left + gutter + place.width - this.size.width;
    if (viewport.scrollLeft > start) viewport.scrollLeft = start;
    else if (viewport.scrollLeft < end) viewport.scrollLeft = Math.min(start, end);
  }

  /** Where a cell stands, from the corner of the viewport; undefined when it is not drawn. */
  boxOf({ line, column }: Place): { left: number; top: number; width: number; height: number } | undefined {
    const { picture, frame } = this;
    const place = picture?.plan.columns[column];
    if (!picture || !place) return undefined;
    const { scrollTop, scrollLeft } = frame.viewport;
    const left = picture.plan.gutter + place.left - (place.frozen ? 0 : scrollLeft);
    const top = line === headerLine ? 0 : headHeight + placeOf(this.geometry, scrollTop, line) - scrollTop;
    return { left, top, width: place.width, height: line === headerLine ? headHeight : picture.lineHeight };
  }

  /** Whether a cell is in view and not under the head, the foot or the frozen columns. */
  isVisible(place: Place): boolean {
    const box = this.boxOf(place);
    if (!box) return false;
    const frozen = this.picture?.plan.columns[place.column]?.frozen;
    const floor = frozen ? 0 : (this.picture?.plan.frozenWidth ?? 0);
    return box.top >= headHeight - 1 && box.top < this.size.height - footHeight && box.left >= floor - 1 && box.left < this.size.width;
  }

  /** The line and column under a point of the window; the nearest when it is outside. */
  nearest(x: number, y: number): Place {
    const { picture, frame } = this;
    const box = frame.viewport.getBoundingClientRect();
    const plan = picture?.plan;
    const inside = x - box.left;
    const from = plan && inside < plan.frozenWidth ? inside - plan.gutter : inside - (plan?.gutter ?? 0) + frame.viewport.scrollLeft;
    let column = 0;
    for (const place of plan?.columns ?? []) if (place.left <= from) column = place.index;
    const geometry = this.geometry;
    const offset = y - box.top - headHeight + frame.viewport.scrollTop;
    const base = placeOf(geometry, frame.viewport.scrollTop, 0);
    const line = Math.floor((offset - base) / geometry.lineHeight);
    return { line: Math.max(0, Math.min(geometry.lines - 1, line)), column };
  }
}
