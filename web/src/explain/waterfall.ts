// The bars of a waterfall: each part starts where the one before it ended, so that the last ends at the value.
import type { Contribution } from '../api/explain';

export interface Bar {
  label: string;
  value: number;
  start: number; // share of the width, 0 to 1
  width: number; // share of the width, 0 to 1
  negative: boolean;
}

export interface Waterfall {
  bars: Bar[];
  sum: number;
  zero: number; // where zero lies, as a share of the width
}

export function makeWaterfall(contributions: readonly Contribution[]): Waterfall {
  let sum = 0;
  let low = 0;
  let high = 0;
  const spans = contributions.map(({ label, value }) => {
    const from = sum;
    sum += value;
    low = Math.min(low, sum);
    high = Math.max(high, sum);
    return { label, value, left: Math.min(from, sum), size: Math.abs(value) };
  });
  const range = high - low || 1;
  return {
    bars: spans.map(({ label, value, left, size }) => ({
      label,
      value,
      start: (left - low) / range,
      width: size / range,
      negative: value < 0,
    })),
    sum,
    zero: (0 - low) / range,
  };
}

/** Equal but for the rounding of floating-point sums. */
export const addsUp = (sum: number, value: number) =>
  Math.abs(sum - value) <= 1e-9 * Math.max(1, Math.abs(sum), Math.abs(value));
