// What a chart shows, apart from how it is drawn: kind, numbers, and how they read.
import type { ChartNumbers } from '../api/charts';
import type { ChartOptions } from '../api/schema';
import { formatNumberOf, type Shape } from '../columns/format';
import type { Tone } from '../parts/Chip';

type Series = ChartNumbers['series'][number];

/** What is drawn: the server's numbers; a value that is none, such as an error, leaves a gap. */
export interface ChartData {
  x: ChartNumbers['x'];
  series: (Omit<Series, 'values'> & { values: (number | null)[] })[];
}

export const dataOf = ({ x, series }: ChartNumbers): ChartData => ({
  x,
  series: series.map((line) => ({ ...line, values: line.values.map((value) => (typeof value === 'number' ? value : null)) })),
});

export interface ChartShape {
  kind: ChartOptions['kind'];
  data: ChartData;
  /** How a value of y reads. */
  shape: Shape;
  xTitle: string;
  yTitle: string;
  seriesTitle?: string | undefined;
  bucket?: string | undefined;
  /** Of each series (of each place where there is one series), where the blueprint has a colour for it. */
  tones: (Tone | undefined)[];
}

/** Which mark: a place on the x axis, and a series. */
export interface Mark {
  x: number;
  series: number;
}

export const valueText = (shape: Shape, value: number | null | undefined) =>
  value === null || value === undefined ? 'none' : formatNumberOf(shape, value);

const kinds: Record<ChartOptions['kind'], string> = { bar: 'Bar chart', line: 'Line chart', pie: 'Pie chart', scatter: 'Scatter chart', heatmap: 'Heat map' };

/** The chart in a sentence, for who does not see it. */
export function describe({ kind, data, shape, xTitle, yTitle, seriesTitle }: ChartShape): string {
  const what = `${kinds[kind]} of ${yTitle} by ${xTitle}${seriesTitle ? ` and ${seriesTitle}` : ''}`;
  let best: { label: string; value: number } | undefined;
  let least: typeof best;
  for (const { name, values } of data.series) {
    values.forEach((value, index) => {
      if (value === null) return;
      const label = [data.x[index]?.label, data.series.length > 1 ? name : ''].filter(Boolean).join(', ');
      if (!best || value > best.value) best = { label, value };
      if (!least || value < least.value) least = { label, value };
    });
  }
  if (!best || !least) return `${what}. There is nothing to show.`;
  const highest = `highest ${best.label} with ${valueText(shape, best.value)}`;
  return best === least ? `${what}: ${highest}.` : `${what}: ${highest}, lowest ${least.label} with ${valueText(shape, least.value)}.`;
}

export const isEmpty = ({ series }: ChartData) => series.every(({ values }) => values.every((value) => value === null));
