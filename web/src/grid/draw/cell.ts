// Draws a value into an element of the grid, as columns/Cell.tsx draws it elsewhere, without React: a grid rewrites hundreds of
// cells in a frame. Text is only ever set as text.
import { fileAddress } from '../../api/files';
import type { Column, Style } from '../../api/schema';
import { isBlank, isCellError, isFileLink, isRowLink, itemsOf, type Value } from '../../api/values';
import cellClasses from '../../columns/Cell.module.css';
import { formatCell, formatNumberOf } from '../../columns/format';
import { toneOf, toneOfOption } from '../../columns/tone';
import chipClasses from '../../parts/Chip.module.css';
import classes from '../Grid.module.css';

const element = (tag: string, className?: string, text?: string) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

function chip(text: string, tone: string, strong = false): HTMLElement {
  const made = element('span', chipClasses.chip, text);
  made.dataset.tone = tone;
  if (strong) made.dataset.strong = 'true';
  return made;
}

function measure(column: Column, value: number): HTMLElement {
  const low = column.minimum ?? 0;
  const share = Math.min(100, Math.max(0, ((value - low) / ((column.maximum ?? 100) - low || 1)) * 100));
  const whole = element('span', cellClasses.measure);
  const track = element('span', cellClasses.track);
  track.setAttribute('aria-hidden', 'true');
  const bar = element('span');
  bar.style.width = `${share}%`;
  track.append(bar);
  whole.append(track, element('span', 'number', formatNumberOf(column, value)));
  return whole;
}

function link(text: string, href: string, outside = false): HTMLElement {
  const made = element('a', cellClasses.row, text) as HTMLAnchorElement;
  made.href = href;
  made.tabIndex = -1;
  if (outside) {
    made.target = '_blank';
    made.rel = 'noreferrer noopener';
  }
  return made;
}

function items(column: Column, value: Value): HTMLElement {
  const whole = element('span', classes.items);
  for (const item of itemsOf(value)) {
    if (isRowLink(item)) {
      const name = element('span', column.target ? classes.record : cellClasses.row, item.name);
      name.dataset.row = item.rowId;
      whole.append(name);
    } else if (isFileLink(item)) {
      const file = link(item.name, fileAddress(item)) as HTMLAnchorElement;
      file.download = item.name;
      whole.append(file);
    } else if (column.type === 'multi-select' || column.type === 'select') {
      whole.append(chip(String(item), toneOfOption(column.options, String(item))));
    } else {
      whole.append(element('span', undefined, formatCell(column, item)));
    }
  }
  return whole;
}

/** Only the text: while the reader flings through the rows. */
export function drawPlain(into: HTMLElement, column: Column, value: Value | undefined) {
  into.textContent = value === false ? '' : formatCell(column, value);
}

export function drawValue(into: HTMLElement, column: Column, value: Value | undefined, style: Style | undefined) {
  if (column.type === 'checkbox') {
    const box = element('span', classes.checkbox);
    box.dataset.checked = String(value === true);
    into.replaceChildren(box, element('span', 'visually-hidden', value === true ? 'Yes' : 'No'));
    return;
  }
  if (isBlank(value)) {
    into.textContent = '';
    return;
  }
  if (isCellError(value)) {
    const error = element('span', cellClasses.error, `⚠ ${value.error}`);
    error.title = value.reason;
    error.append(element('span', 'visually-hidden', `: ${value.reason}`));
    into.replaceChildren(error);
    return;
  }
  if (style && (style.background || style.color)) {
    into.replaceChildren(chip(formatCell(column, value), toneOf(style.background ?? style.color), style.bold));
    return;
  }
  switch (column.type) {
    case 'select':
    case 'multi-select':
    case 'relation':
    case 'multi-relation':
    case 'person':
    case 'multi-person':
    case 'files':
    case 'created-by':
    case 'modified-by':
      into.replaceChildren(items(column, value));
      return;
    case 'slider':
    case 'scale':
      if (typeof value === 'number') {
        into.replaceChildren(measure(column, value));
        return;
      }
      break;
    case 'email':
      into.replaceChildren(link(String(value), `mailto:${String(value)}`));
      return;
    case 'phone':
      into.replaceChildren(link(String(value), `tel:${String(value)}`));
      return;
    case 'link':
      // Only addresses of the web become links: a cell can hold anything, a script among it.
      if (/^https?:\/\//i.test(String(value))) {
        into.replaceChildren(link(String(value).replace(/^https?:\/\//i, ''), String(value), true));
        return;
      }
      break;
    default:
      if (Array.isArray(value) && value.some((item) => isRowLink(item) || isFileLink(item))) {
        into.replaceChildren(items(column, value));
        return;
      }
  }
  into.textContent = formatCell(column, value);
}
