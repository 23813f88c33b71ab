// Rows of views: a page of them, one of them, and the query they are asked with.
import type { RecordAnswer, RowGroup, RowOverride, SummaryNumber, ViewRow, ViewRows } from './generated';
import { getJson, type QueryOf } from './http';

export type { RecordAnswer };
export type Row = ViewRow;
export type RowPage = ViewRows;
export type Group = RowGroup;
export type Override = RowOverride;
export type SummaryItem = SummaryNumber;

export type Aggregate =
  | 'sum' | 'average' | 'min' | 'max' | 'median' | 'count' | 'blank' | 'unique' | 'checked';

/** What is asked beyond the view itself; columns by id, "-c-…" descending. */
export interface RowQuery {
  filter?: string;
  sort?: string[];
  group?: string[]; // [] ungroups
  columns?: string[];
  search?: string;
  aggregates?: Record<string, Aggregate>;
  controls?: Record<string, string>;
  as?: string;
  asOf?: string;
  emptyGroups?: boolean;
  tile?: string;
}

/** What controls are set to, as every question of rows takes it. */
export const controlParameters = (controls: Record<string, string> = {}): Record<`control.${string}`, string> =>
  Object.fromEntries(Object.entries(controls).map(([name, value]) => [`control.${name}`, value]));

export function rowParameters(query: RowQuery): QueryOf<'viewRows'> {
  const { filter, search, sort, group, columns, aggregates, controls, as, asOf, tile, emptyGroups } = query;
  return {
    ...(filter ? { filter } : {}),
    ...(sort ? { sort } : {}),
    ...(group ? { group: group.length > 0 ? group : ['none'] } : {}),
    ...(columns ? { columns } : {}),
    ...(search ? { search } : {}),
    ...(aggregates ? { aggregates: Object.entries(aggregates).map(([column, kind]) => `${column}:${kind}`) } : {}),
    ...controlParameters(controls),
    ...(as ? { as } : {}),
    ...(asOf ? { asOf } : {}),
    ...(tile ? { tile } : {}),
    ...(emptyGroups ? { emptyGroups } : {}),
  };
}

export const fetchRowPage = (view: string, query: RowQuery, offset: number, limit: number, signal?: AbortSignal): Promise<RowPage> =>
  getJson('/api/views/{view}/rows', { path: { view }, query: { ...rowParameters(query), offset, limit }, signal });

const PAGE = 1000;

/**
 * All rows of a view up to a limit: for layouts that draw everything (boards, calendars). The first page says how many there are;
 * the others are asked for side by side. Where rows came or went in between, the pages would not fit each other: then they are
 * asked for again, one behind the other.
 */
export async function fetchAllRows(view: string, query: RowQuery, most = 5000, signal?: AbortSignal): Promise<RowPage> {
  const first = await fetchRowPage(view, query, 0, Math.min(PAGE, most), signal);
  const wanted = Math.min(first.total, most);
  const offsets = Array.from({ length: Math.max(0, Math.ceil(wanted / PAGE) - 1) }, (_, index) => (index + 1) * PAGE);
  const others = await Promise.all(offsets.map((offset) => fetchRowPage(view, query, offset, Math.min(PAGE, most - offset), signal)));
  if (others.every(({ sequence }) => sequence === first.sequence)) {
    for (const { rows } of others) first.rows.push(...rows);
    return first;
  }
  while (first.rows.length < wanted) {
    const next = await fetchRowPage(view, query, first.rows.length, Math.min(PAGE, most - first.rows.length), signal);
    if (next.rows.length === 0) break;
    first.rows.push(...next.rows);
  }
  return first;
}

export const fetchRecord = (table: string, row: string, signal?: AbortSignal, asOf?: string) =>
  getJson('/api/tables/{table}/rows/{row}', { path: { table, row }, query: asOf ? { asOf } : {}, signal });

export const fetchRowIds = (view: string, query: RowQuery, signal?: AbortSignal) =>
  getJson('/api/views/{view}/ids', { path: { view }, query: rowParameters(query), signal });
