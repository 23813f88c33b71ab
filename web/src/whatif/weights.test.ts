import { describe, expect, it } from 'vitest';
import { findWeights, scaledToOne, sharesOf, withNumber } from './weights';

const score = '([Technical_Health] * 0.35) + ([Value] * 0.30) + (0.20 * [Engagement]) + ([Alignment] * 0.15)';

describe('findWeights', () => {
  it('finds what each number of a score weighs', () => {
    expect(findWeights(score).map(({ kind, label, value }) => [kind, label, value])).toEqual([
      ['weight', 'Technical Health', 0.35],
      ['weight', 'Value', 0.3],
      ['weight', 'Engagement', 0.2],
      ['weight', 'Alignment', 0.15],
    ]);
    for (const { from, to, value } of findWeights(score)) expect(Number(score.slice(from, to))).toBe(value);
  });
  it('finds thresholds, from both sides', () => {
    const found = findWeights('If([Score] < 60 AND 180 > [Days], "Critical", If([Score] < 70, "At Risk", "Fine"))');
    expect(found.map(({ kind, label, value }) => `${kind} ${label} ${value}`)).toEqual([
      'threshold Score is less than 60',
      'threshold Days is less than 180',
      'threshold Score is less than 70',
    ]);
  });
  it('finds no numbers in texts, names and comments', () => {
    expect(findWeights('[A 1] & "2" /* 3 */')).toEqual([]);
  });
});

describe('changed numbers', () => {
  it('stand where the old ones stood', () => {
    const [first] = findWeights(score);
    expect(withNumber(score, first!, 0.4)).toBe(score.replace('0.35', '0.4'));
    expect(withNumber('[A] * 2', { from: 6, to: 7 }, -1.5)).toBe('[A] * (-1.5)');
  });
  it('are scaled to one', () => {
    const scaled = scaledToOne(score.replace('0.35', '1'));
    expect(sharesOf(findWeights(scaled)).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 3);
    expect(scaledToOne('[A] * 3')).toBe('[A] * 3');
  });
});
