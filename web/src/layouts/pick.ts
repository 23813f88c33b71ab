// Which of a view's columns a card shows where. Columns are told apart by what they are, never by their names.
import type { Column, Schema, Table, View } from '../api/schema';

/** The first column that holds money: it is what a group of rows is worth. */
export const valueColumnOf = (columns: Column[]): Column | undefined => columns.find(({ type }) => type === 'currency');

export const unique = <T>(items: (T | undefined)[]): T[] => [...new Set(items.filter((item): item is T => item !== undefined))];

export interface CardColumns {
  title: Column | undefined;
  gauge: Column | undefined;
  /** How the gauge has moved. */
  delta: Column | undefined;
  group: Column | undefined;
  value: Column | undefined;
  fields: Column[];
}

export function cardColumns(schema: Schema, table: Table, view: View, group?: string[]): CardColumns {
  const find = (key: string | undefined) => (key === undefined ? undefined : schema.column(table, key.replace(/^-/, '')));
  const shown = schema.columnsOf(table, view);
  const title = schema.displayOf(table);
  const gauge = find(view.card?.gauge);
  const groupColumn = find(group ? group[0] : view.group[0]?.column);
  return {
    title,
    gauge,
    delta: gauge && find(table.record?.delta?.[gauge.id]),
    group: groupColumn,
    value: valueColumnOf(shown),
    fields: shown.filter((column) => column !== title && column !== gauge && column !== groupColumn).slice(0, 8),
  };
}
