// The colours that the blueprint gives to what a chart shows: of its series, or of its places where it has one series.
import type { ChartData } from '../api/charts';
import type { Column } from '../api/schema';
import { toneOfOption } from '../columns/tone';
import type { Tone } from '../parts/Chip';

export function tonesOf(data: ChartData, x: Column | undefined, series: Column | undefined): (Tone | undefined)[] {
  const [column, names] = data.series.length > 1 ? [series, data.series.map(({ name }) => name)] : [x, data.x.map(({ label }) => label)];
  const options = column?.options;
  if (!options?.some(({ color }) => color)) return names.map(() => undefined);
  return names.map((name) => toneOfOption(options, name));
}
