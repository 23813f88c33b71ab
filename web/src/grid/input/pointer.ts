// The mouse, the pen and the finger in a grid: select, drag a range, fill, sort, move and widen columns.
import { clampWidth } from '../model/columns';
import { headerLine, type Place } from '../model/selection';
import type { Hit, Surface } from '../draw/surface';

export interface PointerActions {
  readonly fillCorner: Place | undefined; // the cell that holds the fill handle
  select(place: Place, extend: boolean): void;
  selectRow(line: number, extend: boolean): void;
  extendTo(place: Place): void;
  fillTo(place: Place, done: boolean): void;
  cancelFill(): void;
  edit(place: Place): void;
  activate(hit: Hit, target: Element, again: boolean, event: MouseEvent): void;
  label(line: number): void;
  groups(closed: boolean): void;
  sort(column: number, add: boolean): void;
  menu(kind: 'cell' | 'column' | 'total', place: Place, x: number, y: number): void;
  resize(column: number, width: number, done: boolean): void;
  moveColumn(column: number, to: number): void;
  widthOf(column: number): number;
  isActive(place: Place): boolean;
}

const dragFrom = 5; // pixels: less is a click
const edge = 28;

/** Listens until the returned function is called. */
export function listenToPointer(surface: Surface, actions: PointerActions): () => void {
  const { viewport } = surface.frame;
  let wasActive = false;
  let handled = false;

  const down = (event: PointerEvent) => {
    handled = false;
    const hit = surface.hit(event.target);
    if (!hit || event.button !== 0) return;
    viewport.focus({ preventScroll: true });
    const place = { line: hit.line, column: hit.column };
    if (hit.line === headerLine) return headDown(event, hit);
    if (event.target instanceof HTMLElement && surface.frame.foot.contains(event.target)) return;
    if (event.pointerType === 'touch') {
      wasActive = actions.isActive(place);
      return;
    }
    if (hit.column === -2) return;
    if (hit.column === -1) {
      if (event.target instanceof HTMLElement && event.target.dataset.open) return actions.select({ line: hit.line, column: 0 }, false);
      actions.selectRow(hit.line, event.shiftKey);
      return drag(event, (at) => actions.selectRow(surface.nearest(at.clientX, at.clientY).line, true));
    }
    if (onFillHandle(event, hit)) {
      handled = true;
      return drag(
        event,
        (at) => actions.fillTo(surface.nearest(at.clientX, at.clientY), false),
        (at) => (at ? actions.fillTo(surface.nearest(at.clientX, at.clientY), true) : actions.cancelFill()),
      );
    }
    wasActive = actions.isActive(place);
    actions.select(place, event.shiftKey);
    drag(event, (at) => actions.extendTo(surface.nearest(at.clientX, at.clientY)));
  };

  const onFillHandle = (event: PointerEvent, hit: Hit) => {
    const corner = actions.fillCorner;
    if (!corner || corner.line !== hit.line || corner.column !== hit.column) return false;
    const box = hit.element.getBoundingClientRect();
    return box.right - event.clientX < 10 && box.bottom - event.clientY < 10;
  };

  /** Follows the pointer; near the edges the grid scrolls along. `end` gets nothing when the drag was given up. */
  const drag = (start: PointerEvent, follow: (at: PointerEvent) => void, end?: (at: PointerEvent | undefined) => void) => {
    let last: PointerEvent | undefined;
    let scrolling = 0;
    const scroll = () => {
      scrolling = 0;
      if (!last) return;
      const box = viewport.getBoundingClientRect();
      const dy = last.clientY > box.bottom - edge ? 1 : last.clientY < box.top + edge ? -1 : 0;
      const dx = last.clientX > box.right - edge ? 1 : last.clientX < box.left + edge ? -1 : 0;
      if (dx === 0 && dy === 0) return;
      viewport.scrollBy(dx * 24, dy * 24);
      follow(last);
      scrolling = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent) => {
      if (!last && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < dragFrom) return;
      last = event;
      follow(event);
      scrolling ||= requestAnimationFrame(scroll);
    };
    const finish = (event: PointerEvent | undefined) => {
      cancelAnimationFrame(scrolling);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key, true);
      end?.(last && event ? last : undefined);
      last = undefined;
    };
    const up = (event: PointerEvent) => finish(event);
    const cancel = () => finish(undefined);
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      finish(undefined);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, true);
  };

  const headDown = (event: PointerEvent, { column, element }: Hit) => {
    const target = event.target as HTMLElement;
    if (column < 0 || target.dataset.menu) return;
    handled = true;
    if (target.dataset.grip) {
      const width = actions.widthOf(column);
      const wide = (at: PointerEvent) => clampWidth(width + at.clientX - event.clientX);
      return drag(event, (at) => actions.resize(column, wide(at), false), (at) => actions.resize(column, at ? wide(at) : width, true));
    }
    if (event.pointerType === 'touch') return;
    let mark: HTMLElement | undefined;
    let to = column;
    drag(
      event,
      (at) => {
        if (mark) delete mark.dataset.drop;
        to = surface.nearest(at.clientX, at.clientY).column;
        mark = surface.frame.head.querySelector<HTMLElement>(`[data-column="${to}"]`) ?? undefined;
        if (mark && to !== column) mark.dataset.drop = to < column ? 'before' : 'after';
      },
      (at) => {
        if (mark) delete mark.dataset.drop;
        if (at && to !== column) {
          element.dataset.dragged = 'true';
          actions.moveColumn(column, to);
        }
      },
    );
  };

  const click = (event: MouseEvent) => {
    const hit = surface.hit(event.target);
    const target = event.target as HTMLElement;
    if (!hit) return;
    if (hit.line === headerLine) {
      if (hit.element.dataset.groups) return actions.groups(hit.element.dataset.groups === 'close');
      if (hit.column < 0 || target.dataset.grip) return;
      if (hit.element.dataset.dragged) {
        delete hit.element.dataset.dragged;
        return;
      }
      const box = hit.element.getBoundingClientRect();
      if (target.dataset.menu) actions.menu('column', hit, box.left, box.bottom);
      else actions.sort(hit.column, event.shiftKey);
      return;
    }
    if (surface.frame.foot.contains(target)) {
      const box = hit.element.getBoundingClientRect();
      if (hit.column >= 0) actions.menu('total', hit, box.left, box.top);
      return;
    }
    if (hit.column === -2) return actions.label(hit.line);
    const touch = (event as PointerEvent).pointerType === 'touch';
    if (touch) {
      if (hit.column === -1) actions.selectRow(hit.line, false);
      else if (!wasActive) actions.select(hit, false);
      else if (!target.closest('a, [data-row], [data-checked]')) actions.edit(hit);
    }
    if (!handled) actions.activate(hit, target, wasActive, event);
  };

  const double = (event: MouseEvent) => {
    const hit = surface.hit(event.target);
    if (hit && hit.line !== headerLine && hit.column >= 0 && !surface.frame.foot.contains(event.target as Node)) actions.edit(hit);
  };

  const context = (event: MouseEvent) => {
    const hit = surface.hit(event.target);
    if (!hit || hit.column === -2 || surface.frame.foot.contains(event.target as Node)) return;
    event.preventDefault();
    if (hit.line === headerLine) {
      if (hit.column >= 0) actions.menu('column', hit, event.clientX, event.clientY);
    } else actions.menu('cell', { line: hit.line, column: Math.max(0, hit.column) }, event.clientX, event.clientY);
  };

  viewport.addEventListener('pointerdown', down);
  viewport.addEventListener('click', click);
  viewport.addEventListener('dblclick', double);
  viewport.addEventListener('contextmenu', context);
  return () => {
    viewport.removeEventListener('pointerdown', down);
    viewport.removeEventListener('click', click);
    viewport.removeEventListener('dblclick', double);
    viewport.removeEventListener('contextmenu', context);
  };
}
