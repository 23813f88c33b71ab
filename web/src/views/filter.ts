// A filter as people build it: conditions joined by and/or, groups in groups. It becomes one formula; the server knows no
// other language of filters.
import type { Column } from '../api/schema';
import type { RowLink, Value } from '../api/values';

export interface Condition {
  column: string; // id
  operator: string;
  value?: Value;
}

export interface FilterTree {
  all?: FilterNode[];
  any?: FilterNode[];
}

export type FilterNode = Condition | FilterTree | { formula: string };

export const isTree = (node: FilterNode): node is FilterTree => 'all' in node || 'any' in node;
export const isFormula = (node: FilterNode): node is { formula: string } => 'formula' in node;
export type { Column, RowLink };
