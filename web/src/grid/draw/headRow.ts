// The head of the grid and its foot: titles with sorting, the mark of computed columns, handles for the width; totals below.
import type { Picture } from './picture';
import { titleOf } from '../../api/schema';
import classes from '../Grid.module.css';
import { aggregatesOf, aggregateTitles, showAggregate } from '../model/aggregates';
import type { GridColumn } from '../model/columns';
import { headerLine } from '../model/selection';
import { made } from './frame';

const arrows = { ascending: '↑', descending: '↓' } as const;

function headCell(column: GridColumn, picture: Picture, prefix: string): HTMLElement {
  const { plan, sort, selection } = picture;
  const cell = made('div', column.frozen ? classes.frozenHeadCell : classes.headCell, 'columnheader');
  cell.style.left = `${plan.gutter + column.left}px`;
  cell.style.width = `${column.width}px`;
  cell.dataset.column = String(column.index);
  cell.setAttribute('aria-colindex', String(column.index + 2));
  cell.dataset.align = column.numeric ? 'right' : '';
  const key = sort.find(({ column: id }) => id === column.column.id || id === column.column.name);
  if (key) cell.setAttribute('aria-sort', key.descending ? 'descending' : 'ascending');
  if (selection?.active.line === headerLine && selection.active.column === column.index) {
    cell.id = `${prefix}-active`;
    cell.dataset.marks = 'a';
  }
  const title = made('span', classes.headTitle);
  title.textContent = titleOf(column.column);
  cell.title = [titleOf(column.column), column.column.description, column.column.computed && column.column.formula && `= ${column.column.formula}`]
    .filter(Boolean)
    .join('\n');
  if (column.column.computed) {
    const mark = made('span', classes.computedMark);
    mark.textContent = 'ƒ';
    mark.append(Object.assign(made('span', 'visually-hidden'), { textContent: ' computed' }));
    cell.append(mark);
  }
  cell.append(title);
  if (column.column.required) {
    const star = made('span', classes.required);
    star.textContent = '*';
    star.append(Object.assign(made('span', 'visually-hidden'), { textContent: ' required' }));
    cell.append(star);
  }
  if (key) {
    const arrow = made('span', classes.arrow);
    arrow.textContent = key.descending ? arrows.descending : arrows.ascending;
    arrow.setAttribute('aria-hidden', 'true');
    cell.append(arrow);
  }
  const menu = made('span', classes.headMenu);
  menu.textContent = '▾';
  menu.dataset.menu = 'true';
  menu.setAttribute('aria-hidden', 'true');
  const grip = made('span', classes.grip);
  grip.dataset.grip = 'true';
  grip.setAttribute('aria-hidden', 'true');
  cell.append(menu, grip);
  return cell;
}

export function drawHead(head: HTMLElement, picture: Picture, prefix: string) {
  const corner = made('div', classes.corner, 'columnheader');
  corner.style.width = `${picture.plan.gutter}px`;
  corner.setAttribute('aria-colindex', '1');
  corner.dataset.column = '-1';
  if (picture.groupedBy.length > 0) {
    // One click for all groups; Alt+Shift with the arrows does the same.
    const closes = picture.lines.anyOpen;
    const words = closes ? 'Close all groups' : 'Open all groups';
    corner.dataset.groups = closes ? 'close' : 'open';
    corner.title = words;
    corner.textContent = closes ? '▾' : '▸';
    corner.setAttribute('aria-label', words);
  } else corner.append(Object.assign(made('span', 'visually-hidden'), { textContent: 'Row' }));
  head.replaceChildren(corner, ...picture.plan.columns.map((column) => headCell(column, picture, prefix)));
}

export function drawFoot(foot: HTMLElement, picture: Picture) {
  const { plan, aggregates, footer, lines } = picture;
  foot.setAttribute('aria-rowindex', String(lines.count + 2));
  const corner = made('div', classes.footCorner, 'gridcell');
  corner.style.width = `${plan.gutter}px`;
  corner.setAttribute('aria-colindex', '1');
  corner.append(Object.assign(made('span', 'visually-hidden'), { textContent: 'Totals' }));
  const cells = plan.columns.map((column) => {
    const cell = made('div', column.frozen ? classes.frozenFootCell : classes.footCell, 'gridcell');
    cell.style.left = `${plan.gutter + column.left}px`;
    cell.style.width = `${column.width}px`;
    cell.dataset.column = String(column.index);
    cell.setAttribute('aria-colindex', String(column.index + 2));
    const { id } = column.column;
    const kind = aggregates[id];
    if (kind) {
      const { short, full } = showAggregate(column.column, kind, footer[id]);
      const label = made('span', classes.footLabel);
      label.textContent = aggregateTitles[kind];
      const value = made('span', 'number');
      value.textContent = short;
      cell.title = `${aggregateTitles[kind]}: ${full}`;
      cell.append(label, value);
    } else if (column.index === 0) {
      cell.textContent = `${lines.total.toLocaleString()} ${lines.total === 1 ? 'row' : 'rows'}`;
    } else if (aggregatesOf(column.column).length > 0) {
      cell.dataset.empty = 'true';
    }
    return cell;
  });
  foot.replaceChildren(corner, ...cells);
}
