// The columns a timeline is made of: the view's own, or the first dates of a table whose view says nothing.
import type { Column, Schema, Table, View } from '../../api/schema';

export interface TimelineColumns {
  start: Column | undefined;
  end: Column | undefined;
  progress: Column | undefined;
  color: Column | undefined;
  group: Column | undefined;
}

export function timelineColumns(schema: Schema, table: Table, view: View, asked?: string[]): TimelineColumns {
  const find = (key: string | undefined) => (key ? schema.column(table, key.replace(/^-/, '')) : undefined);
  const dates = table.columns.filter(({ storage, writable }) => storage === 'date' && writable);
  const any = table.columns.filter(({ storage }) => storage === 'date' || storage === 'instant');
  const start = find(view.timeline?.start) ?? dates[0] ?? any[0];
  return {
    start,
    end: find(view.timeline?.end) ?? dates[1] ?? start,
    progress: find(view.timeline?.progress),
    color: find(view.timeline?.color) ?? table.columns.find(({ type }) => type === 'select'),
    group: find(asked ? asked[0] : view.group[0]?.column),
  };
}
