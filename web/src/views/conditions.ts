// Filters grow by conditions: from the menu of a column, from a cell, from the filter builder. And which questions a column allows.
import type { Column } from '../api/schema';
import { isFormula, isTree, type Condition, type FilterNode, type FilterTree } from './filter';

/** The filter with one more condition that must hold. */
export function withCondition(filter: FilterTree | undefined, condition: Condition): FilterTree {
  if (!filter) return { all: [condition] };
  return filter.all ? { all: [...filter.all, condition] } : { all: [filter, condition] };
}

/** How many conditions there are, in all groups. */
export function countConditions(node: FilterNode | undefined): number {
  if (!node) return 0;
  if (isTree(node)) return (node.all ?? node.any ?? []).reduce((sum, part) => sum + countConditions(part), 0);
  return isFormula(node) ? (node.formula.trim() ? 1 : 0) : 1;
}

export interface Operator {
  id: string;
  label: string;
  /** What stands behind it: nothing, one value, several, or one of the days that move with the calendar. */
  takes: 'nothing' | 'value' | 'values' | 'days';
}

const filledOrNot: Operator[] = [
  { id: 'blank', label: 'is blank', takes: 'nothing' },
  { id: 'filled', label: 'is not blank', takes: 'nothing' },
];
const op = (id: string, label: string, takes: Operator['takes'] = 'value'): Operator => ({ id, label, takes });

export function operatorsOf(column: Column, peopleTable: string | undefined): Operator[] {
  switch (column.storage) {
    case 'boolean':
      return [op('checked', 'is checked', 'nothing'), op('unchecked', 'is not checked', 'nothing')];
    case 'number':
      return [op('=', '='), op('!=', '≠'), op('>', '>'), op('>=', '≥'), op('<', '<'), op('<=', '≤'), ...filledOrNot];
    case 'date':
    case 'instant':
      return [op('within', 'is in', 'days'), op('=', 'is on'), op('<', 'is before'), op('>', 'is after'), op('<=', 'is on or before'), op('>=', 'is on or after'), ...filledOrNot];
    case 'row': {
      const me = column.target !== undefined && column.target === peopleTable ? [op('me', 'is me', 'nothing'), op('not-me', 'is not me', 'nothing')] : [];
      return [op('any', 'is any of', 'values'), op('none', 'is none of', 'values'), ...me, ...filledOrNot];
    }
    case 'rows': {
      const me = column.target !== undefined && column.target === peopleTable ? [op('me', 'has me', 'nothing'), op('not-me', 'has not me', 'nothing')] : [];
      return [op('any', 'has any of', 'values'), op('all', 'has all of', 'values'), op('none', 'has none of', 'values'), ...me, ...filledOrNot];
    }
    case 'texts':
      return column.options ? [op('any', 'has any of', 'values'), op('all', 'has all of', 'values'), op('none', 'has none of', 'values'), ...filledOrNot] : filledOrNot;
    case 'none':
      return [];
    default:
      if (column.options) return [op('any', 'is any of', 'values'), op('none', 'is none of', 'values'), op('=', 'is'), op('!=', 'is not'), ...filledOrNot];
      return [op('contains', 'contains'), op('not-contains', 'does not contain'), op('=', 'is'), op('!=', 'is not'), op('starts', 'begins with'), ...filledOrNot];
  }
}
