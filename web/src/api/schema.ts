// The blueprint as the server tells it: tables, columns, views and how they are laid out. Read once, and again when a
// change of the schema is committed.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from './http';
import type { Value } from './values';

export interface Option {
  name: string;
  color?: string;
}

export interface Column {
  id: string;
  name: string;
  title?: string;
  description?: string;
  section?: string;
  type: string;
  storage: 'none' | 'boolean' | 'number' | 'date' | 'instant' | 'text' | 'texts' | 'row' | 'rows';
  computed: boolean;
  writable: boolean;
  readOnlyReason?: string;
  formula?: string;
  formulaType?: string;
  overridable?: boolean;
  tracked?: boolean;
  required?: boolean;
  unique?: boolean;
  default?: string;
  decimals?: number;
  suffix?: string;
  currency?: string;
  minimum?: number;
  maximum?: number;
  step?: number;
  options?: Option[];
  target?: string;
  inverse?: string;
  action?: string;
}

export interface SortKey {
  column: string;
  descending: boolean;
}

export interface Style {
  color?: string;
  background?: string;
  bold?: boolean;
}

/** A conditional format: rows for which the formula holds, or some of their cells, are drawn in the style. */
export interface Format {
  when: string;
  columns: string[];
  style: Style;
}

export type Layout = 'grid' | 'card' | 'kanban' | 'calendar' | 'timeline' | 'form' | 'detail' | 'chart';

export type CardAction =
  | { label: string; open: 'record' }
  | { label: string; add: string; link?: string }
  | { label: string; page: string };

export interface CardOptions {
  gauge?: string;
  pulse?: string;
  actions?: CardAction[];
}
export interface KanbanOptions {
  lanes?: string[];
  controls?: string[];
}
export interface CalendarOptions {
  date: string;
  end?: string;
  color?: string;
}
export interface TimelineOptions {
  start: string;
  end: string;
  progress?: string;
  color?: string;
}
export interface ChartOptions {
  kind: 'bar' | 'line' | 'pie' | 'scatter' | 'heatmap';
  x: string;
  y: string;
  series?: string;
  bucket?: 'day' | 'week' | 'month' | 'quarter' | 'year';
}
export interface FormOptions {
  title?: string;
  columns?: string[];
  submit?: string;
}

/** In all of these a column is named by its id. */
export interface View {
  id: string;
  name: string;
  description?: string;
  layout: Layout;
  filter?: string;
  sort: SortKey[];
  group: SortKey[];
  columns: string[];
  default: boolean;
  formats?: Format[];
  locked?: boolean;
  card?: CardOptions;
  kanban?: KanbanOptions;
  calendar?: CalendarOptions;
  timeline?: TimelineOptions;
  chart?: ChartOptions;
  form?: FormOptions;
}

export interface RelatedList {
  table: string;
  by: string;
  view?: string;
  columns?: string[];
}
export interface TimelineSource {
  table: string;
  by: string;
  date: string;
  title?: string;
  text?: string;
  tone?: string;
}
export interface RecordTab {
  title: string;
  sections?: string[];
  related?: RelatedList[];
  timeline?: TimelineSource[];
  changes?: string[];
  files?: string;
}
export interface RecordLayout {
  header?: string[];
  delta?: Record<string, string>;
  actions?: CardAction[];
  tabs?: RecordTab[];
}

export interface Table {
  id: string;
  name: string;
  title?: string;
  description?: string;
  display: string;
  system: boolean;
  rowCount: number;
  columns: Column[];
  views: View[];
  formats?: Format[];
  record?: RecordLayout;
}

export interface NavigationItem {
  kind: 'view' | 'table' | 'dashboard' | 'page';
  id: string;
  table?: string;
  title: string;
  icon?: string;
}

export interface Control {
  id: string;
  name: string;
  title?: string;
  kind: string;
  target?: string;
  options?: Option[];
  value?: Value;
}

interface SchemaAnswer {
  sequence: number;
  title: string;
  description: string;
  version: string;
  timeZone: string;
  currency: string;
  peopleTable?: string;
  tables: Table[];
  controls: Control[];
  formulas: { id: string; name: string; description?: string; formula: string }[];
  navigation?: { title: string; items: NavigationItem[] }[];
  home?: { title: string; scopes: { label: string; view: string }[] };
  dashboards?: { id: string; name: string; title: string; description?: string }[];
}

/** The schema with its look-ups. Tables, columns and views are found by id or by name. */
export class Schema {
  private readonly byKey = new Map<string, Table>();
  private readonly views = new Map<string, { table: Table; view: View }>();
  private readonly columns = new Map<Table, Map<string, Column>>();

  constructor(readonly answer: SchemaAnswer) {
    for (const table of answer.tables) {
      this.byKey.set(table.name, table);
      this.byKey.set(table.id, table);
      const columns = new Map<string, Column>();
      for (const column of table.columns) columns.set(column.name, column).set(column.id, column);
      this.columns.set(table, columns);
    }
    // An id goes before a name: names of views repeat from table to table ("By Status").
    for (const table of answer.tables) {
      for (const view of table.views) if (!this.views.has(view.name)) this.views.set(view.name, { table, view });
    }
    for (const table of answer.tables) for (const view of table.views) this.views.set(view.id, { table, view });
  }

  get tables() {
    return this.answer.tables;
  }
  get dashboards() {
    return this.answer.dashboards ?? [];
  }
  table(key: string): Table | undefined {
    return this.byKey.get(key);
  }
  column(table: Table, key: string): Column | undefined {
    return this.columns.get(table)?.get(key);
  }
  view(key: string): { table: Table; view: View } | undefined {
    return this.views.get(key);
  }
  /** The columns a view shows, in its order. */
  columnsOf(table: Table, view: View): Column[] {
    if (view.columns.length === 0) return table.columns;
    return view.columns.flatMap((key) => this.column(table, key) ?? []);
  }
  /** The column that names a row of the table. */
  displayOf(table: Table): Column | undefined {
    return this.column(table, table.display) ?? table.columns[0];
  }
  defaultView(table: Table): View | undefined {
    return table.views.find((view) => view.default) ?? table.views[0];
  }
}

/** What a table, column or view is called on the screen: "Health_Score" is "Health Score". */
export const titleOf = (thing: { name: string; title?: string }) => thing.title || thing.name.replaceAll('_', ' ');

export const schemaKey = ['schema'] as const;

export function useSchemaQuery() {
  return useQuery({
    queryKey: schemaKey,
    queryFn: ({ signal }) => getJson<SchemaAnswer>('/api/schema', signal),
    // Row counts change with every row; what the page shows of the schema does not.
    structuralSharing: true,
  });
}

/** The schema; undefined until it is read. Inside the frame it always is. */
export function useSchemaMaybe(): Schema | undefined {
  const { data } = useSchemaQuery();
  return useMemo(() => data && new Schema(data), [data]);
}
