// What a fill handle writes: what was there again and again, or on in steps where two or more numbers or days make a series.
import type { Value } from '../../api/values';

const dayMs = 86_400_000;
const isDay = (value: Value | undefined): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

function stepOf(numbers: number[]): number | undefined {
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  const regular = numbers.every((value, i) => i === 0 || Math.abs(value - (numbers[i - 1] ?? 0) - step) < 1e-9 * Math.max(1, Math.abs(value)));
  return numbers.length > 1 && regular ? step : undefined;
}

/** The value at a place counted from the first of the source; below zero for filling upwards. */
export function filled(source: Value[], at: number): Value {
  const around = ((at % source.length) + source.length) % source.length;
  const same = source[around] ?? null;
  if (source.length < 2 || (at >= 0 && at < source.length)) return same;
  if (source.every((value) => typeof value === 'number')) {
    const step = stepOf(source);
    return step === undefined ? same : Number(((source[0] ?? 0) + step * at).toPrecision(12));
  }
  if (source.every(isDay)) {
    const days = source.map((value) => Date.parse(`${value}T00:00:00Z`) / dayMs);
    const step = stepOf(days);
    return step === undefined ? same : new Date(((days[0] ?? 0) + step * at) * dayMs).toISOString().slice(0, 10);
  }
  return same;
}
