import { expect, test } from 'vitest';
import { assignLetters } from './destinations';

test('a title gets the first letter of a word, then any letter of its own, then any that is left', () => {
  expect(assignLetters(['Accounts', 'Account history', 'APIs', 'A'])).toEqual(['a', 'h', 'p', 'b']);
});

test('letters that are taken and what is no letter are passed over', () => {
  expect(assignLetters(['2 Øre', 'Home'], new Set(['h']))).toEqual(['r', 'o']);
});

test('the twenty-seventh gets none', () => {
  const letters = assignLetters(Array.from({ length: 27 }, () => 'x'));
  expect(new Set(letters.slice(0, 26)).size).toBe(26);
  expect(letters[26]).toBeUndefined();
});
