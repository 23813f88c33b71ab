// What stands in the brief of a record: the figures of its header, the lists of rows that belong to it, and what was said last.
// The blueprint's record says so; a table without one has what it is and all that points at it. Pure.
import type { RecordAnswer } from '../api/rows';
import { titleOf, type Column, type RelatedList, type Schema, type Table, type TimelineSource } from '../api/schema';

export interface BriefList {
  key: string;
  title: string;
  table: Table;
  by: Column;
  columns: Column[];
}

export interface BriefTimeline {
  key: string;
  title: string;
  table: Table;
  by: Column;
  date: Column;
  heading: Column | undefined;
  text: Column | undefined;
  tone: Column | undefined;
}

export interface BriefContents {
  figures: Column[];
  deltas: ReadonlyMap<string, Column>;
  facts: Column[];
  lists: BriefList[];
  timelines: BriefTimeline[];
}

/** On paper a line has room for so many columns. */
const MOST_COLUMNS = 6;

/** Long texts and files have no place in a line. */
const fitsLine = ({ type, storage }: Column) => type !== 'canvas' && type !== 'files' && type !== 'button' && type !== 'row-id' && storage !== 'none' && storage !== 'rows';

function listOf(schema: Schema, { table: key, by: byKey, view: viewKey, columns: wanted }: RelatedList): BriefList[] {
  const table = schema.table(key);
  const by = table && schema.column(table, byKey);
  if (!table || !by) return [];
  const view = viewKey ? schema.view(viewKey)?.view : schema.defaultView(table);
  const named = wanted?.flatMap((name) => schema.column(table, name) ?? []) ?? (view ? schema.columnsOf(table, view) : table.columns);
  const display = schema.displayOf(table);
  const columns = [...new Set([...(display ? [display] : []), ...named])].filter((column) => column !== by && fitsLine(column));
  return [{ key: `${table.id} ${by.id}`, title: titleOf(table), table, by, columns: columns.slice(0, MOST_COLUMNS) }];
}

function timelineOf(schema: Schema, source: TimelineSource): BriefTimeline[] {
  const table = schema.table(source.table);
  const find = (key: string | undefined) => (table && key ? schema.column(table, key) : undefined);
  const [by, date] = [find(source.by), find(source.date)];
  if (!table || !by || !date) return [];
  return [{ key: `${table.id} ${by.id}`, title: titleOf(table), table, by, date, heading: find(source.title), text: find(source.text), tone: find(source.tone) }];
}

export function briefContents(schema: Schema, table: Table, record: Pick<RecordAnswer, 'links'>): BriefContents {
  const find = (key: string) => schema.column(table, key) ?? [];
  const layout = table.record;
  const tabs = layout?.tabs ?? [];
  const related = tabs.flatMap((tab) => tab.related ?? []);
  const display = schema.displayOf(table);
  const figures = layout?.header?.flatMap(find) ?? table.columns.filter((column) => column !== display && (column.type === 'currency' || column.tracked)).slice(0, 6);
  const timelines = tabs.flatMap((tab) => tab.timeline ?? []).flatMap((source) => timelineOf(schema, source));
  // What is told as a timeline is not listed a second time.
  const told = new Set(timelines.map(({ table: { id } }) => id));
  const lists = (related.length > 0 ? related : record.links.filter(({ count }) => count > 0).map(({ table: key, column }) => ({ table: key, by: column })))
    .flatMap((list) => listOf(schema, list))
    .filter((list) => !told.has(list.table.id) && !list.table.system);
  const seen = new Set(figures);
  return {
    figures,
    deltas: new Map(
      Object.entries(layout?.delta ?? {}).flatMap(([of, by]) => {
        const [column, change] = [schema.column(table, of), schema.column(table, by)];
        return column && change ? [[column.id, change] as const] : [];
      }),
    ),
    facts: layout ? [] : table.columns.filter((column) => column !== display && !seen.has(column) && fitsLine(column)).slice(0, 18),
    lists: [...new Map(lists.map((list) => [list.key, list])).values()],
    timelines,
  };
}
