// The blueprint as the server tells it: tables, columns, views and how they are laid out. Read once, and again when a
// change of the schema is committed.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type {
  CellStyle,
  Schema as SchemaAnswer,
  SchemaColumn,
  SchemaControl,
  SchemaFormat,
  SchemaOption,
  SchemaSortKey,
  SchemaTable,
  SchemaView,
  ViewLayout,
} from './generated';
import { getJson } from './http';

export type { ChartOptions, NavigationItem, RecordLayout, RecordTab, RelatedList, RowAction, TimelineSource } from './generated';
export type Column = SchemaColumn;
export type Control = SchemaControl;
export type Format = SchemaFormat;
export type Layout = ViewLayout;
export type Option = SchemaOption;
export type SortKey = SchemaSortKey;
export type Style = CellStyle;
export type Table = SchemaTable;
export type View = SchemaView;

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
    queryFn: ({ signal }) => getJson('/api/schema', { signal }),
    // Row counts change with every row; what the page shows of the schema does not.
    structuralSharing: true,
  });
}

/** The schema; undefined until it is read. Inside the frame it always is. */
export function useSchemaMaybe(): Schema | undefined {
  const { data } = useSchemaQuery();
  return useMemo(() => data && new Schema(data), [data]);
}
