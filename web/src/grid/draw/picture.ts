// All that the surface needs to know to draw the grid. It is replaced as a whole or in parts; the surface compares.
import type { Aggregate, Row } from '../../api/rows';
import type { SortKey, Style } from '../../api/schema';
import type { Value } from '../../api/values';
import type { ColumnPlan } from '../model/columns';
import type { Selection } from '../model/selection';
import type { VirtualRows } from '../model/virtualRows';

export interface Picture {
  label: string;
  /** The table of the rows, by id. */
  table: string;
  plan: ColumnPlan;
  lines: VirtualRows;
  rowAt: (offset: number) => Row | undefined;
  footer: Record<string, Value>;
  aggregates: Record<string, Aggregate>;
  sort: SortKey[];
  groupedBy: string[];
  titleOfGroup: (column: string) => string;
  groupStyle: (column: string, key: Value) => Style | undefined;
  selection: Selection | undefined;
  lineHeight: number;
  wrap: boolean;
  readOnly: boolean;
  newRowText: string;
  /** Names of who edits a cell elsewhere, by editedCell(row, column). */
  editors: ReadonlyMap<string, string>;
}
