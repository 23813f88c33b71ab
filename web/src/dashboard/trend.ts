// What a number has done since before, in words; and how it stands to its target. Pure.
import type { KpiTile } from '../api/dashboards';
import { formatNumberOf, type Shape } from '../columns/format';
import type { Tone } from '../parts/Chip';

export interface Trend {
  arrow: '▲' | '▼' | '■';
  words: string;
  tone: Tone;
}

export function trendOf(value: unknown, before: unknown, good: KpiTile['good'], shape: Shape): Trend | undefined {
  if (typeof value !== 'number' || typeof before !== 'number') return undefined;
  // What reads the same is no change, whatever lies behind the last decimal.
  const [now, then] = [formatNumberOf(shape, value), formatNumberOf(shape, before)];
  if (now === then) return { arrow: '■', words: `unchanged at ${then}`, tone: 'grey' };
  const up = value > before;
  const tone = good === undefined ? 'grey' : up === (good === 'up') ? 'green' : 'red';
  return { arrow: up ? '▲' : '▼', words: `${up ? 'up' : 'down'} ${formatNumberOf(shape, Math.abs(value - before))} from ${then}`, tone };
}

const stands: Record<KpiTile['status'], { words: string; tone: Tone } | undefined> = {
  good: { words: 'On target', tone: 'green' },
  warn: { words: 'Near target', tone: 'yellow' },
  bad: { words: 'Off target', tone: 'red' },
  none: undefined,
};

export const statusOf = ({ status, target }: Pick<KpiTile, 'status' | 'target'>) => {
  const stand = stands[status];
  if (!stand || target !== undefined) return stand;
  return { ...stand, words: { 'On target': 'Good', 'Near target': 'Watch', 'Off target': 'Act' }[stand.words] ?? stand.words };
};
