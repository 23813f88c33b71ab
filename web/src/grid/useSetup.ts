// From the view and the reader's choices to what the grid is to draw.
import { useMemo } from 'react';
import type { Column, Schema, SortKey, Table, View } from '../api/schema';
import { titleOf } from '../api/schema';
import type { RowQuery } from '../api/rows';
import { useDensity } from '../app/density';
import { useSchema } from '../app/schemaContext';
import type { ViewSearch } from '../app/search';
import { useEditorsOf } from '../live/presence';
import { lineHeights, readGridOptions, type GridOptions } from '../views/viewOptions';
import type { Setup } from './grid';
import { planColumns } from './model/columns';

export interface GridSetup {
  setup: Setup;
  query: RowQuery;
  options: GridOptions;
  columns: Column[];
  sort: SortKey[];
  group: SortKey[];
}

const sortKey = (text: string): SortKey => (text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false });

/** Keys as the address has them, or else as the view has them; columns by id. */
export const sortKeysOf = (schema: Schema, table: Table, chosen: string[] | undefined, ofView: SortKey[]): SortKey[] =>
  (chosen ? chosen.map(sortKey) : ofView).map((key) => ({ ...key, column: schema.column(table, key.column)?.id ?? key.column }));

/** The columns to be seen: chosen in the address, or those of the view. */
export function shownColumns(all: Column[], ofView: Column[], chosen: string[] | undefined): Column[] {
  if (!chosen) return ofView;
  const found = chosen.flatMap((id) => all.find((column) => column.id === id) ?? []);
  return found.length > 0 ? found : ofView;
}

/** Where the view does not say, the column that names a row comes first: it is the one that stays when the rest scrolls. */
export function columnsOfView(schema: Schema, table: Table, view: View): Column[] {
  const columns = schema.columnsOf(table, view);
  const display = schema.displayOf(table);
  return view.columns.length > 0 || !display ? columns : [display, ...columns.filter((column) => column !== display)];
}

export function useSetup(table: Table, view: View, search: ViewSearch, asked: RowQuery, readOnly: boolean, resizing: Record<string, number>): GridSetup {
  const schema = useSchema();
  const [density] = useDensity();
  const narrow = typeof window !== 'undefined' && window.innerWidth < 600;
  const columns = useMemo(
    () => shownColumns(table.columns, columnsOfView(schema, table, view), search.columns),
    [table, view, schema, search.columns],
  );
  const options = useMemo(() => readGridOptions(search.options), [search.options]);
  const sort = useMemo(() => sortKeysOf(schema, table, search.sort, view.sort), [schema, table, search.sort, view.sort]);
  const group = useMemo(() => sortKeysOf(schema, table, search.group, view.group), [schema, table, search.group, view.group]);
  const query = useMemo<RowQuery>(() => {
    const shown = new Set(columns.map(({ id }) => id));
    const aggregates = Object.fromEntries(Object.entries(options.aggregates).filter(([id]) => shown.has(id)));
    return { ...asked, columns: [...shown], ...(Object.keys(aggregates).length > 0 ? { aggregates } : {}) };
  }, [asked, columns, options.aggregates]);
  const display = schema.displayOf(table)?.id;
  const plan = useMemo(
    () => planColumns(columns, { ...options.widths, ...resizing }, narrow ? Math.min(1, options.frozen) : options.frozen, display, narrow),
    [columns, options.widths, options.frozen, resizing, display, narrow],
  );
  const editors = useEditorsOf(table.id);
  const setup = useMemo<Setup>(() => {
    const find = (key: string) => schema.column(table, key);
    return {
      label: titleOf(view),
      table: table.id,
      plan,
      aggregates: options.aggregates,
      sort,
      groupedBy: group.map(({ column }) => column),
      titleOfGroup: (key) => titleOf(find(key) ?? { name: key }),
      groupStyle: (key, value) => {
        const option = find(key)?.options?.find(({ name }) => name === value);
        return option?.color ? { background: option.color } : undefined;
      },
      lineHeight: lineHeights[options.height ?? density],
      wrap: options.wrap,
      readOnly,
      newRowText: table.system ? '' : '+ New row',
      editors,
    };
  }, [schema, table, view, plan, options, sort, group, density, readOnly, editors]);
  return { setup, query, options, columns, sort, group };
}
