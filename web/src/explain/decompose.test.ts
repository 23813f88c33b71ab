import { describe, expect, it } from 'vitest';
import type { Contribution, Explanation } from '../api/explain';
import { decompose } from './decompose';

const nothing = { formula: '', overridden: false, reason: '', inputs: [], aggregates: [], unknown: [], conditions: [], causes: [], logBegins: '', sequence: 1 };
const explanation = (value: Explanation['value'], contributions: Contribution[]): Explanation => ({ ...nothing, value, computed: value, contributions });
const part = (label: string, value: number) => ({ label, value, cell: { table: 'T', row: 'i-1', column: label } });

describe('decompose', () => {
  it('splits a change into the changes of the parts, the largest first', () => {
    const before = explanation(60, [part('a', 30), part('b', 20), part('c', 10)]);
    const after = explanation(52.8, [part('a', 26.9), part('b', 15.9), part('c', 10)]);
    const change = decompose(before, after)!;
    expect(change.delta).toBeCloseTo(-7.2);
    expect(change.parts.map(({ label, delta }) => [label, Number(delta.toFixed(6))])).toEqual([
      ['b', -4.1],
      ['a', -3.1],
    ]);
    expect(change.same).toBe(1);
    expect(change.open).toBeCloseTo(0);
  });
  it('counts parts that came and went, and says so', () => {
    const change = decompose(explanation(10, [part('a', 10)]), explanation(4, [part('b', 4)]))!;
    expect(change.parts).toMatchObject([
      { label: 'a', delta: -10, fate: 'gone' },
      { label: 'b', delta: 4, fate: 'new' },
    ]);
  });
  it('finds a part again when its weight was changed, by its cell', () => {
    const was = { ...part('a', 3), label: '[a] * 0.3' };
    const is = { ...part('a', 5), label: '[a] * 0.5' };
    expect(decompose(explanation(3, [was]), explanation(5, [is]))!.parts).toMatchObject([{ label: '[a] * 0.5', delta: 2 }]);
  });
  it('leaves open what the parts do not explain', () => {
    expect(decompose(explanation(50, [part('a', 40)]), explanation(40, [part('a', 40)]))!.open).toBe(-10);
  });
  it('has nothing to say of texts and blanks', () => {
    expect(decompose(explanation('High', []), explanation('Low', []))).toBeUndefined();
    expect(decompose(explanation('', []), explanation(3, []))).toBeUndefined();
  });
});
