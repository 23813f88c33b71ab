import { describe, expect, it } from 'vitest';
import { phraseOf, wordsOf } from './words';

describe('wordsOf', () => {
  it('speaks of weights as shares', () => {
    expect(wordsOf('([Technical_Health] * 0.35) + ([Value] * 0.30)')).toEqual(['35 % of Technical Health, plus 30 % of Value']);
  });
  it('speaks of averages over linked rows', () => {
    expect(
      wordsOf('Average(Filter([Metrics], [Account].[Account_ID] = thisRow.[Account_ID] AND [Category].HasAny("Speed", "Security")).[Score])'),
    ).toEqual(['The average Score of Metrics where Account is this record and Category is one of “Speed” or “Security”']);
  });
  it('gives each outcome a line', () => {
    expect(wordsOf('If([Score] < 60 AND [Days] < 180, "Critical", If([Score] < 80, "Watch", "Healthy"))')).toEqual([
      '“Critical” if Score is less than 60 and Days is less than 180',
      '“Watch” otherwise if Score is less than 80',
      'Otherwise “Healthy”',
    ]);
    expect(wordsOf('Switch([Type], "A", 14, 60)')).toEqual(['14 if Type is “A”', 'Otherwise 60']);
  });
  it('keeps what belongs together together', () => {
    expect(phraseOf('([A] - [B]) / [C] * 100')).toBe('((A, minus B) divided by C) times 100');
    expect(phraseOf('([A] = 1 OR [B] = 2) AND [C] = ""')).toBe('(A is 1 or B is 2) and C is blank');
  });
  it('does not stumble over what it does not know or understand', () => {
    expect(phraseOf('NetWorkingDays([A], Today())')).toBe('net working days of A and today');
    expect(phraseOf('1 +')).toBe('…');
    expect(wordsOf('')).toEqual(['…']);
  });
});
