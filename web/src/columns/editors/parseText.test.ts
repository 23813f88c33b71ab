import { describe, expect, it } from 'vitest';
import type { Column } from '../../api/schema';
import { parseText, whyReadOnly, writeText } from './parseText';

const column = (type: string, more: Partial<Column> = {}): Column => ({
  id: 'c-1', name: 'Some_Column', type, storage: 'text', computed: false, writable: true, ...more,
});
const english = { locale: 'en-US', today: '2026-11-27' };
const british = { locale: 'en-GB', today: '2026-11-27' };
const german = { locale: 'de-DE', today: '2026-11-27' };
const norwegian = { locale: 'nb-NO', today: '2026-11-27' };
const read = (col: Column, text: string, context = english) => {
  const parsed = parseText(col, text, context);
  return parsed.error === undefined ? parsed.value : `! ${parsed.error}`;
};

describe('numbers', () => {
  const number = column('number');
  it.each([
    ['1250.5', 1250.5], ['1,250.5', 1250.5], ['1.250,5', 1250.5], ['1,250', 1250], ['12,5', 12.5], ['1 250', 1250], ['1,234,567', 1234567],
    ['-4', -4], ['−4', -4], ['(300)', -300], ['+7', 7], ['1e3', 1000], ['.5', 0.5], ['1.2k', 1200], ["1'250", 1250], ['1.234.567', 1234567], ['12,34,567', 1234567],
  ])('%s in English', (text, value) => expect(read(number, text)).toBe(value));
  it.each([['1.250', 1250], ['1.250,75', 1250.75], ['1,5', 1.5], ['1,250', 1.25]])('%s in German', (text, value) =>
    expect(read(number, text, german)).toBe(value));
  it('reads the thin spaces that Norwegian groups with', () => expect(read(number, '1\u00a0250,5', norwegian)).toBe(1250.5));
  it.each(['abc', '1.2.3', '1,2,3', '--4', '12 apples', '1,25,0', 'NaN', 'Infinity', '1.2x'])('refuses %s in words', (text) =>
    expect(read(number, text)).toBe(`! “${text}” is not a number.`));
  it('takes no percentage for a plain number', () => expect(read(number, '12%')).toMatch(/^! .* is a percentage/));
  it('reads money', () => {
    const money = column('currency', { currency: 'USD' });
    expect([read(money, '$1.2M'), read(money, '1,850,000 USD'), read(money, '-$40'), read(money, '€3.5bn'), read(money, '1.1m')]).toEqual([
      1_200_000, 1_850_000, -40, 3_500_000_000, 1_100_000,
    ]);
  });
  it('reads percentages as 0 to 100', () => {
    expect(read(column('percent'), '12%')).toBe(12);
    expect(read(column('percent'), '12.5 %')).toBe(12.5);
    expect(read(column('number', { suffix: '%' }), '99.95 %')).toBe(99.95);
  });
  it('keeps within the limits and says them', () => {
    const scale = column('scale', { minimum: 1, maximum: 10 });
    expect(read(scale, '7')).toBe(7);
    expect(read(scale, '11')).toBe('! It must be between 1 and 10.');
    expect(read(column('number', { minimum: 0 }), '-1')).toBe('! It must be 0 or more.');
  });
  it('reads lengths of time as days', () => {
    const days = column('duration');
    expect(['3', '2w', '1d 12h', '36 hours', '12:00', '1.5 days'].map((text) => read(days, text))).toEqual([3, 14, 1.5, 1.5, 0.5, 1.5]);
    expect(read(days, 'a while')).toMatch(/^! .*not a length of time/);
  });
});

describe('dates', () => {
  const day = column('date', { storage: 'date' });
  it.each([
    ['today', '2026-11-27'], ['Tomorrow', '2026-11-28'], ['yesterday', '2026-11-26'], ['+30', '2026-12-27'], ['-7', '2026-11-20'], ['+2w', '2026-12-11'],
    ['+3m', '2027-02-27'], ['in 2 weeks', '2026-12-11'], ['3 days ago', '2026-11-24'], ['12 mar', '2026-03-12'], ['12 March 2027', '2027-03-12'],
    ['Mar 12, 2027', '2027-03-12'], ['march 12th', '2026-03-12'], ['2027-03-12', '2027-03-12'], ['12.03.2027', '2027-03-12'], ['friday', '2026-12-04'],
    ['monday', '2026-11-30'], ['last monday', '2026-11-23'], ['eom', '2026-11-30'], ['end of quarter', '2026-12-31'], ['29 feb 2028', '2028-02-29'],
    ['2027-03-12T00:00:00', '2027-03-12'], ['12-Mar-27', '2027-03-12'],
  ])('%s', (text, value) => expect(read(day, text)).toBe(value));
  it('follows the order of the language where figures can be read both ways', () => {
    expect(read(day, '3/12/2027')).toBe('2027-03-12');
    expect(read(day, '3/12/2027', british)).toBe('2027-12-03');
    expect(read(day, '25/12/2027')).toBe('2027-12-25');
  });
  it('knows the months of the language', () => {
    expect(read(day, '12. März 2027', german)).toBe('2027-03-12');
    expect(read(day, '3. okt. 2027', norwegian)).toBe('2027-10-03');
  });
  it('+1m of a month\'s end is a month\'s end', () => expect(read(day, '+1m', { ...english, today: '2027-01-31' })).toBe('2027-02-28'));
  it.each(['30 feb 2027', 'soon', '2027-13-01', '99'])('refuses %s in words', (text) => expect(read(day, text)).toMatch(/^! .*is not a date/));
  it('reads moments in the reader\'s own time', () => {
    const moment = column('date-time', { storage: 'instant' });
    expect(read(moment, '12 mar 2027 14:30')).toBe(new Date(2027, 2, 12, 14, 30).toISOString());
    expect(read(moment, 'tomorrow 9am')).toBe(new Date(2026, 10, 28, 9, 0).toISOString());
    expect(read(moment, '2027-03-12')).toBe(new Date(2027, 2, 12).toISOString());
    expect(read(moment, '2027-03-12T10:00:00+01:00')).toBe('2027-03-12T09:00:00.000Z');
    expect(read(moment, 'later')).toMatch(/^! .*is not a time/);
  });
});

describe('options', () => {
  const options = [{ name: 'On Track' }, { name: 'At Risk' }, { name: 'Risk, accepted' }, { name: 'Atténué' }];
  const select = column('select', { options });
  const several = column('multi-select', { options });
  it('are found without case and accents, and by their beginning', () => {
    expect([read(select, 'at risk'), read(select, 'attenue'), read(select, 'on')]).toEqual(['At Risk', 'Atténué', 'On Track']);
  });
  it('are refused with the ones there are', () => {
    expect(read(select, 'Lost')).toBe('! “Lost” is not an option. There are On Track, At Risk, Risk, accepted, Atténué.');
    expect(read(select, 'at')).toMatch(/^! “at” is not an option/);
  });
  it('come in lists, also with a comma in a name', () => {
    expect(read(several, 'at risk, Risk, accepted; on track')).toEqual(['At Risk', 'Risk, accepted', 'On Track']);
    expect(read(several, 'On Track\nAt Risk')).toEqual(['On Track', 'At Risk']);
    expect(read(several, 'On Track, Lost')).toMatch(/^! “Lost”/);
  });
});

describe('the rest', () => {
  it('reads yes and no', () => {
    const box = column('checkbox');
    expect(['yes', 'TRUE', 'x', '1', '✓'].map((text) => read(box, text))).toEqual([true, true, true, true, true]);
    expect(['no', 'False', '0'].map((text) => read(box, text))).toEqual([false, false, false]);
    expect(read(box, 'maybe')).toBe('! “maybe” is neither yes nor no.');
  });
  it('reads addresses', () => {
    expect(read(column('email'), 'Anna Berg <anna@example.com>')).toBe('anna@example.com');
    expect(read(column('email'), 'anna@example')).toMatch(/^! .*not an e-mail address/);
    expect(read(column('link'), 'example.com/a')).toBe('https://example.com/a');
    expect(read(column('link'), 'javascript:alert(1)')).toMatch(/^! .*is not a link/);
    expect(read(column('link'), 'two words')).toMatch(/^! .*is not a link/);
  });
  it('reads names of rows; one with a comma is quoted', () => {
    expect(read(column('relation'), ' Gard AS ')).toBe('Gard AS');
    expect(read(column('multi-relation'), 'Gard AS, "Hansen, Ltd."')).toEqual(['Gard AS', 'Hansen, Ltd.']);
  });
  it('knows blanks', () => {
    expect(read(column('number'), '  ')).toBeNull();
    expect(read(column('text', { required: true }), '')).toBe('! Some Column is needed; it cannot be blank.');
  });
  it('says why a column cannot be written', () => {
    const computed = column('number', { computed: true, writable: false, readOnlyReason: 'Computed: the sum of its parts.' });
    expect(whyReadOnly(computed)).toBe('Computed: the sum of its parts.');
    expect(read(computed, '3')).toBe('! Some Column cannot be written. Computed: the sum of its parts.');
  });
  it('writes what it can read again', () => {
    const same = (col: Column, value: Parameters<typeof writeText>[1], context = english) =>
      expect(read(col, writeText(col, value, context), context)).toEqual(value);
    same(column('number', { decimals: 1 }), 66.73037518);
    same(column('currency'), 1850000.25, german);
    same(column('percent'), 12.5, norwegian);
    same(column('date', { storage: 'date' }), '2027-03-09');
    same(column('date', { storage: 'date' }), '2027-03-09', german);
    same(column('select', { options: [{ name: 'A' }] }), 'A');
    same(column('multi-relation'), ['Hansen, Ltd.', 'Gard']);
  });
});
