// The numbers behind a chart: one series of values per group, over the same places on the x axis.
import type { ChartOptions } from './generated';
import { getJson } from './http';
import { rowParameters, type RowQuery } from './rows';

export type { ChartNumbers } from './generated';

export function fetchChart(view: string, { x, y, series, bucket }: Omit<ChartOptions, 'kind'>, query: RowQuery, signal?: AbortSignal) {
  const { sort, group, columns, aggregates, tile, emptyGroups, ...which } = query;
  return getJson('/api/views/{view}/chart', { path: { view }, query: { ...rowParameters(which), x, y, series, bucket }, signal });
}
