// The colours that the blueprint gives to what a chart shows, of its series or of its places where it has one series; and the
// order of levels: words that are computed have none but how grave their colour is.
import type { Column, Format } from '../api/schema';
import { toneOf, toneOfOption } from '../columns/tone';
import type { Tone } from '../parts/Chip';
import type { ChartData } from './shape';

const grave: Tone[] = ['red', 'orange', 'yellow', 'blue', 'purple', 'green', 'grey'];

/** Values that a format paints: `[Level] = "Critical"`. */
function levelsOf(column: Column | undefined, formats: Format[]): Map<string, Tone> {
  const levels = new Map<string, Tone>();
  for (const { when, style } of formats) {
    const [, name, value] = /^\s*\[([^\]]+)\]\s*=\s*"([^"\\]*)"\s*$/.exec(when) ?? [];
    const color = style.background ?? style.color;
    if (value !== undefined && name === column?.name && color) levels.set(value, toneOf(color));
  }
  return levels;
}

export function tonesOf(data: ChartData, x: Column | undefined, series: Column | undefined, formats: Format[] = []): (Tone | undefined)[] {
  const [column, names] = data.series.length > 1 ? [series, data.series.map(({ name }) => name)] : [x, data.x.map(({ label }) => label)];
  const options = column?.options;
  if (options?.some(({ color }) => color)) return names.map((name) => toneOfOption(options, name));
  const levels = levelsOf(column, formats);
  return names.map((name) => levels.get(name));
}

/** The same numbers with levels from the gravest on, where all of them have a colour. */
export function gravestFirst(data: ChartData, x: Column | undefined, series: Column | undefined, formats: Format[]): ChartData {
  const order = (column: Column | undefined, names: string[]): number[] => {
    const levels = column?.options ? new Map<string, Tone>() : levelsOf(column, formats);
    const places = names.map((_, index) => index);
    if (names.length === 0 || !names.every((name) => levels.has(name))) return places;
    const rank = (index: number) => grave.indexOf(levels.get(names[index] ?? '') ?? 'grey');
    return places.toSorted((a, b) => rank(a) - rank(b));
  };
  const pick = <T>(list: T[], places: number[]): T[] => places.flatMap((place) => list.slice(place, place + 1));
  const places = order(x, data.x.map(({ label }) => label));
  const lines = order(series, data.series.map(({ name }) => name));
  return {
    ...data,
    x: pick(data.x, places),
    series: pick(data.series, lines).map((line) => ({ ...line, values: pick(line.values, places) })),
  };
}
