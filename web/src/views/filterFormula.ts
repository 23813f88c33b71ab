// Writes a filter as a formula: [ARR] >= 1000 AND ([Status] = "Open" OR IsBlank([Owner])).
import type { Column } from '../api/schema';
import { isBlank, isRowLink, itemsOf, type Scalar, type Value } from '../api/values';
import { isFormula, isTree, type Condition, type FilterNode, type FilterTree } from './filter';

type FindColumn = (id: string) => Column | undefined;

const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function literal(column: Column, value: Scalar): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isRowLink(value)) return quote(value.name);
  const text = String(value);
  if (column.storage === 'date' || column.storage === 'instant') {
    const [year, month, day] = text.slice(0, 10).split('-').map(Number);
    return `Date(${year}, ${month}, ${day})`;
  }
  return quote(text);
}

/** Days that move with the calendar; each is a half-open range [from, to) in formulas. */
export const relativeDays: Record<string, { label: string; from: string; to: string }> = {
  today: { label: 'today', from: 'Today()', to: 'Today() + 1' },
  yesterday: { label: 'yesterday', from: 'Today() - 1', to: 'Today()' },
  tomorrow: { label: 'tomorrow', from: 'Today() + 1', to: 'Today() + 2' },
  'last-7': { label: 'the last 7 days', from: 'Today() - 7', to: 'Today() + 1' },
  'last-30': { label: 'the last 30 days', from: 'Today() - 30', to: 'Today() + 1' },
  'last-90': { label: 'the last 90 days', from: 'Today() - 90', to: 'Today() + 1' },
  'next-7': { label: 'the next 7 days', from: 'Today()', to: 'Today() + 8' },
  'next-30': { label: 'the next 30 days', from: 'Today()', to: 'Today() + 31' },
  'next-90': { label: 'the next 90 days', from: 'Today()', to: 'Today() + 91' },
  past: { label: 'the past', from: '', to: 'Today()' },
  future: { label: 'the future', from: 'Today() + 1', to: '' },
};

/** A moment is compared with a whole day: "on" it is from its beginning to the next one's, "after" it is from the next one on. */
function momentFormula(cell: string, operator: string, day: string): string | undefined {
  switch (operator) {
    case '=':
      return `${cell} >= ${day} AND ${cell} < ${day} + 1`;
    case '>':
      return `${cell} >= ${day} + 1`;
    case '<=':
      return `${cell} < ${day} + 1`;
    default:
      return undefined;
  }
}

function conditionFormula(column: Column, { operator, value }: Condition): string | undefined {
  const cell = `[${column.name}]`;
  if (operator === 'blank') return `IsBlank(${cell})`;
  if (operator === 'filled') return `IsNotBlank(${cell})`;
  if (operator === 'me') return `${cell}.Contains(CurrentUser())`;
  if (operator === 'not-me') return `NOT ${cell}.Contains(CurrentUser())`;
  if (operator === 'checked') return `${cell} = true`;
  if (operator === 'unchecked') return `${cell} != true`;
  if (operator === 'within') {
    const range = relativeDays[String(value)];
    if (!range) return undefined;
    return [range.from && `${cell} >= ${range.from}`, range.to && `${cell} < ${range.to}`].filter(Boolean).join(' AND ');
  }
  if (isBlank(value)) return undefined; // not filled in yet: it filters nothing
  const first = literal(column, itemsOf(value as Value)[0] ?? null);
  const list = itemsOf(value as Value).map((item) => literal(column, item)).join(', ');
  if (column.storage === 'instant') {
    const day = momentFormula(cell, operator, first);
    if (day) return day;
  }
  switch (operator) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${cell} ${operator} ${first}`;
    case 'any':
      return `${cell}.HasAny(${list})`;
    case 'none':
      return `NOT ${cell}.HasAny(${list})`;
    case 'all':
      return `${cell}.HasAll(${list})`;
    case 'contains':
      return `ContainsText(${cell} & "", ${first})`;
    case 'not-contains':
      return `ContainsText(${cell} & "", ${first}) != true`; // also where the cell is blank
    case 'starts':
      return `StartsWith(Lower(${cell} & ""), Lower(${first}))`;
    default:
      return undefined;
  }
}

function nodeFormula(node: FilterNode, find: FindColumn): string | undefined {
  if (isTree(node)) return treeFormula(node, find);
  if (isFormula(node)) return node.formula.trim() || undefined;
  const column = find(node.column);
  return column && conditionFormula(column, node);
}

function treeFormula(tree: FilterTree, find: FindColumn): string | undefined {
  const word = tree.any ? ' OR ' : ' AND ';
  const parts = (tree.any ?? tree.all ?? []).flatMap((node) => nodeFormula(node, find) ?? []);
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts[0] : parts.map((part) => `(${part})`).join(word);
}

/** The formula of the filter; undefined when it filters nothing. */
export const formulaOf = (tree: FilterTree, find: FindColumn): string | undefined => treeFormula(tree, find);
