// What a chart is asked for: "count", or "sum:c-7". Pure.
import { titleOf, type ChartOptions, type Column, type Schema, type Table, type View } from '../api/schema';
import type { Shape } from '../columns/format';

export const measures = { sum: 'Sum', average: 'Average', min: 'Lowest', max: 'Highest', median: 'Median' } as const;

export function readY(y: string): { measure: string; column: string | undefined } {
  const at = y.indexOf(':');
  return at < 0 ? { measure: y, column: undefined } : { measure: y.slice(0, at), column: y.slice(at + 1) };
}

export function titleOfY(y: string, find: (key: string) => Column | undefined): string {
  const { measure, column: key } = readY(y);
  const column = key === undefined ? undefined : find(key);
  if (!column) return 'Number of rows';
  return `${measure in measures ? measures[measure as keyof typeof measures] : measure} of ${titleOf(column)}`;
}

/** How a value of y reads: by its column. */
export function shapeOfY(y: string, find: (key: string) => Column | undefined): Shape {
  const { column: key } = readY(y);
  const column = key === undefined ? undefined : find(key);
  if (!column) return { decimals: 0 };
  const { type, decimals, suffix, currency } = column;
  return { type, decimals: decimals ?? (type === 'currency' ? 0 : 1), suffix, currency } as Shape;
}

export const isDate = ({ storage }: Column) => storage === 'date' || storage === 'instant';
export const canBeX = ({ storage, type }: Column) => storage !== 'none' && type !== 'canvas' && type !== 'files';

const kinds: ChartOptions['kind'][] = ['bar', 'line', 'pie', 'scatter', 'heatmap'];
const buckets = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** The view's chart with what the address changes of it; a view without one begins with rows counted by its first select. */
export function chartSpec(schema: Schema, table: Table, view: View, options: Record<string, string> | undefined): ChartOptions | undefined {
  const known = (key: string | undefined) => (key ? schema.column(table, key) : undefined);
  const x = known(options?.x) ?? known(view.chart?.x) ?? known(view.group[0]?.column) ?? table.columns.find(({ type }) => type === 'select') ?? table.columns.find(canBeX);
  if (!x) return undefined;
  const kind = kinds.find((name) => name === options?.kind) ?? view.chart?.kind ?? 'bar';
  const series = options?.series === 'none' ? undefined : (known(options?.series) ?? known(view.chart?.series));
  const bucket = buckets.find((name) => name === options?.bucket) ?? view.chart?.bucket ?? (isDate(x) ? 'month' : undefined);
  return {
    kind,
    x: x.id,
    y: options?.y ?? view.chart?.y ?? 'count',
    ...(series && series !== x ? { series: series.id } : {}),
    ...(bucket && isDate(x) ? { bucket } : {}),
  };
}
