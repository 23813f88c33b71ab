import { describe, expect, it } from 'vitest';
import { showValue, wordsOfFormula } from './show';
import { addsUp, makeWaterfall } from './waterfall';

const parts = (...values: number[]) => values.map((value, index) => ({ label: `part ${index}`, value }));

describe('makeWaterfall', () => {
  it('begins each bar where the one before ended and ends at the sum', () => {
    const { bars, sum } = makeWaterfall(parts(30, 20, 50));
    expect(sum).toBe(100);
    expect(bars.map((bar) => bar.start)).toEqual([0, 0.3, 0.5]);
    expect(bars.map((bar) => bar.width)).toEqual([0.3, 0.2, 0.5]);
  });
  it('goes back for negative parts and shows where zero is', () => {
    const { bars, zero, sum } = makeWaterfall(parts(-20, 80));
    expect(sum).toBe(60);
    expect(zero).toBeCloseTo(0.25);
    expect(bars[0]).toMatchObject({ start: 0, width: 0.25, negative: true });
    expect(bars[1]).toMatchObject({ start: 0, width: 1, negative: false });
  });
  it('draws nothing out of nothing', () => {
    expect(makeWaterfall([])).toEqual({ bars: [], sum: 0, zero: 0 });
    expect(makeWaterfall(parts(0)).bars[0]).toMatchObject({ start: 0, width: 0 });
  });
});

describe('addsUp', () => {
  it('forgives the rounding of sums and nothing more', () => {
    expect(addsUp(0.1 + 0.2, 0.3)).toBe(true);
    expect(addsUp(76.4, 76.41)).toBe(false);
  });
});

describe('showValue', () => {
  it('has words for every kind of value', () => {
    expect([null, '', true, 1.25, ['a', 'b'], 'x'].map((value) => showValue(value))).toEqual(['not known', 'not known', 'yes', '1.25', 'a, b', 'x']);
    expect(showValue('2026-06-09')).toMatch(/2026/);
    expect(showValue('2026-06-09-draft')).toBe('2026-06-09-draft');
  });
});

describe('wordsOfFormula', () => {
  it('reads a piece of a formula as words', () => {
    expect(wordsOfFormula('[Platform_Technical_Health] * 0.35')).toBe('Platform Technical Health × 0.35');
    expect(wordsOfFormula('Platform_Health_Metrics: API Uptime')).toBe('Platform_Health_Metrics: API Uptime');
  });
});
