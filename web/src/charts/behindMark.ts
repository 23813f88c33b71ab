// The rows behind a mark of a chart, as a filter: the place on the x axis and the series, each by its value. Pure.
import type { ChartOptions, Column } from '../api/schema';
import { isBlank, type Value } from '../api/values';
import { readDay } from '../format/date';
import type { FilterNode, FilterTree } from '../views/filter';
import type { ChartData, Mark } from './shape';

type Bucket = ChartOptions['bucket'];

const formulaDay = (date: Date) => `Date(${date.getUTCFullYear()}, ${date.getUTCMonth() + 1}, ${date.getUTCDate()})`;

/** The days of a bucket as [from, to). */
function bucketRange(day: string, bucket: Bucket): [Date, Date] | undefined {
  const read = readDay(day.length === 7 ? `${day}-01` : day.length === 4 ? `${day}-01-01` : day);
  if (!read) return undefined;
  const from = new Date(Date.UTC(read.year, read.month - 1, read.day));
  const to = new Date(from);
  if (bucket === 'week') to.setUTCDate(to.getUTCDate() + 7);
  else if (bucket === 'month') to.setUTCMonth(to.getUTCMonth() + 1);
  else if (bucket === 'quarter') to.setUTCMonth(to.getUTCMonth() + 3);
  else if (bucket === 'year') to.setUTCFullYear(to.getUTCFullYear() + 1);
  else to.setUTCDate(to.getUTCDate() + 1);
  return [from, to];
}

export function conditionOf(column: Column, value: Value | undefined, bucket?: Bucket): FilterNode {
  if (isBlank(value)) return { column: column.id, operator: 'blank' };
  if (column.storage === 'date' || column.storage === 'instant') {
    const range = bucketRange(String(value), bucket);
    if (range) return { formula: `[${column.name}] >= ${formulaDay(range[0])} AND [${column.name}] < ${formulaDay(range[1])}` };
  }
  if (column.storage === 'boolean') return { column: column.id, operator: value === true ? 'checked' : 'unchecked' };
  if (column.storage === 'texts' || column.storage === 'rows') return { column: column.id, operator: 'any', value };
  return { column: column.id, operator: '=', value };
}

export function behindMark(data: ChartData, mark: Mark, x: Column, series: Column | undefined, bucket?: Bucket): FilterTree {
  const nodes = [conditionOf(x, data.x[mark.x]?.key ?? null, bucket)];
  const line = data.series[mark.series];
  if (series && line) nodes.push(conditionOf(series, line.key));
  return { all: nodes };
}
