// How the record of a table is laid out: as the blueprint says, or, where it says nothing, all sections and then every list of
// rows that point here. Pure.
import { titleOf, type RowAction, type Column, type RecordTab, type RelatedList, type Schema, type Table, type TimelineSource } from '../api/schema';

export interface Section {
  title: string;
  columns: Column[];
}

export interface Tab {
  /** In the address: "success-plan". */
  key: string;
  title: string;
  sections: Section[];
  related: RelatedList[];
  timeline: TimelineSource[];
  /** Tracked columns whose changes stand in the timeline. */
  changes: string[];
  files?: Column;
}

export interface ResolvedLayout {
  header: Column[];
  /** The column that says how much a column has changed. */
  delta: ReadonlyMap<string, Column>;
  actions: RowAction[];
  tabs: Tab[];
}

const keyOfTitle = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'tab';

/** The sections of a table in the order of its columns; columns without one come first. */
export function sectionsOf(table: Table): Section[] {
  const sections = new Map<string, Column[]>();
  for (const column of table.columns) {
    if (column.type === 'button') continue;
    const title = column.section ?? '';
    const columns = sections.get(title);
    if (columns) columns.push(column);
    else sections.set(title, [column]);
  }
  return [...sections].map(([title, columns]) => ({ title: title || 'Details', columns }));
}

/** The lists of rows of other tables that point here: what they would be called is the table's title. */
export function incomingLists(schema: Schema, table: Table): RelatedList[] {
  return schema.tables.flatMap((other) =>
    other.system
      ? []
      : other.columns
          .filter(({ target, computed, storage, type }) => {
            const points = storage === 'row' || storage === 'rows';
            return points && !computed && type !== 'created-by' && type !== 'modified-by' && target !== undefined && schema.table(target) === table;
          })
          // A link that is seen from both sides is a field here already.
          .filter(({ inverse }) => inverse === undefined || !schema.column(table, inverse))
          .map(({ id }) => ({ table: other.id, by: id })),
  );
}

function resolveTab(schema: Schema, table: Table, all: Section[], tab: RecordTab): Tab {
  const files = tab.files ? schema.column(table, tab.files) : undefined;
  return {
    key: keyOfTitle(tab.title),
    title: tab.title,
    sections: (tab.sections ?? []).flatMap((title) => all.find((section) => section.title === title) ?? []),
    related: (tab.related ?? []).filter(({ table: key, by }) => {
      const other = schema.table(key);
      return other && schema.column(other, by);
    }),
    timeline: (tab.timeline ?? []).filter(({ table: key }) => schema.table(key)),
    changes: tab.changes ?? [],
    ...(files ? { files } : {}),
  };
}

/** The first few figures and people of a table whose blueprint names none. */
function defaultHeader(schema: Schema, table: Table): Column[] {
  const display = schema.displayOf(table);
  const worth = table.columns.filter(
    (column) => column !== display && (column.type === 'select' || column.type === 'person' || column.tracked || column.type === 'currency'),
  );
  return worth.slice(0, 5);
}

export function layoutOf(schema: Schema, table: Table): ResolvedLayout {
  const { record } = table;
  const sections = sectionsOf(table);
  const columns = (ids: string[]) => ids.flatMap((id) => schema.column(table, id) ?? []);
  const tabs = record?.tabs?.map((tab) => resolveTab(schema, table, sections, tab)) ?? [];
  if (tabs.length === 0) {
    const related = incomingLists(schema, table);
    const none = { timeline: [], changes: [] };
    tabs.push({ ...none, key: 'details', title: 'Details', sections, related: [] });
    if (related.length > 0) tabs.push({ ...none, key: 'related', title: 'Related', sections: [], related });
  }
  // Columns that no tab names would be out of reach.
  const shown = new Set(tabs.flatMap((tab) => [...tab.sections.flatMap((section) => section.columns), ...(tab.files ? [tab.files] : [])]));
  const left = sections
    .map(({ title, columns: all }) => ({ title, columns: all.filter((column) => !shown.has(column)) }))
    .filter(({ columns: rest }) => rest.length > 0);
  tabs[0]?.sections.push(...left);
  return {
    header: record?.header ? columns(record.header) : defaultHeader(schema, table),
    delta: new Map(
      Object.entries(record?.delta ?? {}).flatMap(([id, change]) => {
        const [column] = columns([id]);
        const [by] = columns([change]);
        return column && by ? [[column.id, by] as const] : [];
      }),
    ),
    actions: record?.actions ?? [],
    tabs,
  };
}

export const listTitle = (schema: Schema, { table: key, by }: RelatedList): string => {
  const table = schema.table(key);
  if (!table) return key;
  // Two lists of one table are told apart by the column that points here.
  const column = schema.column(table, by);
  const pointing = column && table.columns.filter(({ target }) => target === column.target).length > 1;
  return pointing ? `${titleOf(table)} · ${titleOf(column)}` : titleOf(table);
};

/** The formula that keeps the rows whose column points to a row. */
export function pointsTo({ name, storage }: Column, row: string): string {
  return storage === 'rows' ? `[${name}].Filter(RowId(CurrentValue) = "${row}").Count() > 0` : `RowId([${name}]) = "${row}"`;
}
