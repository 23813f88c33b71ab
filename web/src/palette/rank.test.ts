import { describe, expect, it } from 'vitest';
import { rank } from './rank';

const best = (typed: string, names: string[]) =>
  names
    .flatMap((name) => {
      const place = rank(name, typed);
      return place === undefined ? [] : [{ name, place }];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);

describe('rank', () => {
  it('puts the beginning of the name first, then of a word, then a part of one', () => {
    expect(best('board', ['Dashboard', 'Strategic Alignment Board', 'Board'])).toEqual(['Board', 'Strategic Alignment Board', 'Dashboard']);
  });
  it('finds by first letters and by beginnings of words', () => {
    expect(rank('Renewal Risk', 'rr')).toBe(3);
    expect(rank('Renewal Risk', 're ri')).toBe(3);
  });
  it('does not mind accents and case', () => {
    expect(rank('Ångström Süd', 'angstrom')).toBe(1);
  });
  it('leaves out what does not fit', () => {
    expect(rank('Accounts', 'xyz')).toBeUndefined();
    expect(rank('Accounts', 'zz')).toBeUndefined();
  });
});
