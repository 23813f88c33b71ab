// The bars of a waterfall: each part starts where the one before it ended, so that the last ends at the value.
import type { Contribution } from '../api/explain';

export interface Bar {
  part: Contribution;
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
  const spans = contributions.map((part) => {
    const from = sum;
    sum += part.value;
    low = Math.min(low, sum);
    high = Math.max(high, sum);
    return { part, left: Math.min(from, sum), size: Math.abs(part.value) };
  });
  const range = high - low || 1;
  return {
    bars: spans.map(({ part, left, size }) => ({
      part,
      start: (left - low) / range,
      width: size / range,
      negative: part.value < 0,
    })),
    sum,
    zero: (0 - low) / range,
  };
}

/** Equal but for the rounding of floating-point sums. */
export const addsUp = (sum: number, value: number) =>
  Math.abs(sum - value) <= 1e-9 * Math.max(1, Math.abs(sum), Math.abs(value));
