// Rows of views: a page of them, one of them, and the query they are asked with.
import { getJson } from './http';
import type { Style } from './schema';
import type { Value } from './values';

export interface Row {
  id: string;
  name: string;
  values: Record<string, Value>;
  /** By column id; "*" is the whole row. */
  styles: Record<string, Style>;
  overridden?: Record<string, Override>;
  /** Threads of comments that nobody has resolved, and the ids of the columns whose cells they are about. */
  comments?: number;
  commented?: string[];
}

export interface Override {
  computed: Value;
  reason: string;
  author: string;
  expiresAt?: string;
}

export interface Group {
  level: number;
  column: string;
  key: Value;
  offset: number;
  count: number;
  aggregates?: Record<string, Value>;
}

export interface SummaryItem {
  label: string;
  value: Value;
  format?: NumberShape;
  filter?: string;
}

export interface NumberShape {
  type?: string;
  decimals?: number;
  suffix?: string;
  currency?: string;
}

export interface RowPage {
  sequence: number;
  id: string;
  table: string;
  total: number;
  offset: number;
  columns: string[];
  groupedBy: string[];
  groups?: Group[];
  footer?: Record<string, Value>;
  summary?: SummaryItem[];
  rows: Row[];
}

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

export function queryParameters(query: RowQuery): URLSearchParams {
  const params = new URLSearchParams();
  const set = (key: string, value: string | undefined) => value && params.set(key, value);
  set('filter', query.filter);
  for (const key of query.sort ?? []) params.append('sort', key);
  if (query.group) for (const key of query.group.length ? query.group : ['none']) params.append('group', key);
  set('columns', query.columns?.join(','));
  set('search', query.search);
  set('aggregates', Object.entries(query.aggregates ?? {}).map(([column, kind]) => `${column}:${kind}`).join(','));
  for (const [name, value] of Object.entries(query.controls ?? {})) params.set(`control.${name}`, value);
  set('as', query.as);
  set('asOf', query.asOf);
  set('tile', query.tile);
  if (query.emptyGroups) params.set('emptyGroups', 'true');
  return params;
}

export function fetchRowPage(view: string, query: RowQuery, offset: number, limit: number, signal?: AbortSignal): Promise<RowPage> {
  const params = queryParameters(query);
  params.set('offset', String(offset));
  params.set('limit', String(limit));
  return getJson<RowPage>(`/api/views/${encodeURIComponent(view)}/rows?${params}`, signal);
}

const PAGE = 1000;

/** All rows of a view up to a limit: for layouts that draw everything (boards, calendars). */
export async function fetchAllRows(view: string, query: RowQuery, most = 5000, signal?: AbortSignal): Promise<RowPage> {
  const first = await fetchRowPage(view, query, 0, Math.min(PAGE, most), signal);
  while (first.rows.length < Math.min(first.total, most)) {
    const next = await fetchRowPage(view, query, first.rows.length, Math.min(PAGE, most - first.rows.length), signal);
    if (next.rows.length === 0) break;
    first.rows.push(...next.rows);
  }
  return first;
}

export interface RecordAnswer extends Row {
  table: string;
  /** Rows of other tables whose relation column points here. */
  links: { table: string; column: string; count: number }[];
}

export const fetchRecord = (table: string, row: string, signal?: AbortSignal, asOf?: string) =>
  getJson<RecordAnswer>(
    `/api/tables/${encodeURIComponent(table)}/rows/${encodeURIComponent(row)}${asOf ? `?asOf=${encodeURIComponent(asOf)}` : ''}`,
    signal,
  );

export const fetchRowIds = (view: string, query: RowQuery, signal?: AbortSignal) =>
  getJson<{ ids: string[] }>(`/api/views/${encodeURIComponent(view)}/ids?${queryParameters(query)}`, signal);
