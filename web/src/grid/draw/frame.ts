// The elements that stand still: the scrolled viewport with head, body and foot, as a screen reader is to see them.
import classes from '../Grid.module.css';

export interface Frame {
  viewport: HTMLElement; // role grid or treegrid; holds the focus
  canvas: HTMLElement;
  head: HTMLElement; // its row
  body: HTMLElement;
  foot: HTMLElement; // its row
  footGroup: HTMLElement;
  live: HTMLElement;
}

export function made(tag: string, className: string | undefined, role?: string): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (role) element.setAttribute('role', role);
  return element;
}

export function makeFrame(host: HTMLElement): Frame {
  const viewport = made('div', classes.viewport, 'grid');
  viewport.tabIndex = 0;
  viewport.setAttribute('aria-multiselectable', 'true');
  const canvas = made('div', classes.canvas, 'presentation');
  const headGroup = made('div', classes.head, 'rowgroup');
  const head = made('div', classes.headRow, 'row');
  head.setAttribute('aria-rowindex', '1');
  headGroup.append(head);
  const body = made('div', classes.body, 'rowgroup');
  const footGroup = made('div', classes.foot, 'rowgroup');
  const foot = made('div', classes.footRow, 'row');
  footGroup.append(foot);
  canvas.append(headGroup, body, footGroup);
  viewport.append(canvas);
  const live = made('div', 'visually-hidden');
  live.setAttribute('aria-live', 'polite');
  host.append(viewport, live);
  return { viewport, canvas, head, body, foot, footGroup, live };
}
