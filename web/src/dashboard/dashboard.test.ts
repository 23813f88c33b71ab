import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline';
import { statusOf, trendOf } from './trend';

describe('sparkline', () => {
  it('runs over the whole box, the highest value at the top', () => {
    expect(sparkline([0, 10, 5], 104, 24)).toEqual({ path: 'M2 22L52 2L102 12', last: { x: 102, y: 12 } });
  });
  it('has a gap where a value is missing, lies flat without change, and is nothing without values', () => {
    expect(sparkline([1, null, 1, 1], 62, 20).path).toBe('M2 10M40.67 10L60 10');
    expect(sparkline([null, null], 60, 20)).toEqual({ path: '', last: undefined });
    expect(sparkline([7], 60, 20).last).toEqual({ x: 30, y: 10 });
  });
});

describe('trendOf', () => {
  it('says which way, by how much and whether that is good', () => {
    expect(trendOf(71.3, 69.2, 'up', { decimals: 1 })).toEqual({ arrow: '▲', words: 'up 2.1 from 69.2', tone: 'green' });
    expect(trendOf(12, 9, 'down', { decimals: 0 })).toEqual({ arrow: '▲', words: 'up 3 from 9', tone: 'red' });
    expect(trendOf(8, 9, undefined, { decimals: 0 })?.tone).toBe('grey');
  });
  it('calls no change what reads the same, and says nothing without a number before', () => {
    expect(trendOf(71.31, 71.34, 'up', { decimals: 1 })).toMatchObject({ arrow: '■', tone: 'grey' });
    expect(trendOf(71, null, 'up', {})).toBeUndefined();
  });
});

it('statusOf speaks of a target only where there is one', () => {
  expect(statusOf({ status: 'warn', target: 80 })?.words).toBe('Near target');
  expect(statusOf({ status: 'bad' })?.words).toBe('Act');
  expect(statusOf({ status: 'none' })).toBeUndefined();
});
