// The numbers behind a chart: one series of values per group, over the same places on the x axis.
import { getJson } from './http';
import { queryParameters, type NumberShape, type RowQuery } from './rows';
import type { ChartOptions } from './schema';
import type { Value } from './values';

export interface ChartPlace {
  key: Value;
  label: string;
}

export interface ChartSeries {
  name: string;
  key?: Value;
  values: (number | null)[];
}

export interface ChartData {
  x: ChartPlace[];
  series: ChartSeries[];
  format?: NumberShape;
}

export function fetchChart(view: string, { x, y, series, bucket }: Omit<ChartOptions, 'kind'>, query: RowQuery, signal?: AbortSignal) {
  const params = queryParameters(query);
  for (const left of ['group', 'columns', 'aggregates', 'sort']) params.delete(left);
  params.set('x', x);
  params.set('y', y);
  if (series) params.set('series', series);
  if (bucket) params.set('bucket', bucket);
  return getJson<ChartData>(`/api/views/${encodeURIComponent(view)}/chart?${params}`, signal);
}
