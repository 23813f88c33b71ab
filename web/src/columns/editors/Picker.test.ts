import { expect, it } from 'vitest';
import { byMatch } from './Picker';

it('byMatch puts what is called so first, then what begins so, and keeps the order otherwise', () => {
  const items = ['Very Positive', 'Neutral positive', 'Positive', 'Positively'].map((label) => ({ key: label, label }));
  expect(byMatch(items, 'positive').map(({ label }) => label)).toEqual(['Positive', 'Positively', 'Very Positive', 'Neutral positive']);
  expect(byMatch(items, '')).toBe(items);
});
