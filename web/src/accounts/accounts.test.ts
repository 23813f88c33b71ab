import { describe, expect, it } from 'vitest';
import type { CellValue } from '../api/rows';
import { readAccount, wordOf } from './account';
import { readState, writeState } from './listState';
import { initialState, keepOrder, matches, selectAccounts, sortAccounts, totalsOf } from './order';

const account = (id: string, values: Record<string, CellValue> = {}) =>
  readAccount({ id, name: id, values: { Account_Name: id, ...values } });

describe('readAccount', () => {
  it('reads what the API answers', () => {
    const gard = readAccount({
      id: 'i-1',
      name: 'Gard AS',
      values: {
        Account_Name: 'Gard AS',
        Industry_Vertical: 'Maritime',
        Country: 'Norway',
        Health_Score: 76.4,
        Health_Score_Trend_30d: 2.1,
        Health_Score_Change_Flag: '→ Stable',
        Renewal_Risk_Level: 'Attention Needed',
        Days_To_Renewal: 210,
        Renewal_Date: '2027-06-21T00:00:00.000+02:00',
        ARR: '$1,850,000.00',
        Customer_Success_Manager: ['Ingrid Solheim'],
      },
    });
    expect(gard).toMatchObject({
      name: 'Gard AS',
      about: 'Maritime · Norway',
      health: 76.4,
      healthChange: 2.1,
      healthWord: 'Stable',
      renewalDate: { year: 2027, month: 6, day: 21 },
      arr: 1850000,
      manager: 'Ingrid Solheim',
    });
  });
  it('leaves unknown what is blank or an error', () => {
    expect(account('x', { Health_Score: '', ARR: '#VALUE', Renewal_Date: null })).toMatchObject({
      health: undefined,
      arr: undefined,
      renewalDate: undefined,
      about: '',
    });
  });
  it('drops the symbol before the word of a flag, not letters', () => {
    expect(['🟢 Improving', '→ Stable', 'Økende', ''].map(wordOf)).toEqual(['Improving', 'Stable', 'Økende', '']);
  });
});

describe('sorting', () => {
  const list = [
    account('healthy', { Renewal_Risk_Level: 'Healthy', Days_To_Renewal: 10 }),
    account('unknown', { Days_To_Renewal: 5 }),
    account('critical late', { Renewal_Risk_Level: 'Critical', Days_To_Renewal: 90 }),
    account('at risk', { Renewal_Risk_Level: 'At Risk', Days_To_Renewal: 1 }),
    account('critical soon', { Renewal_Risk_Level: 'Critical', Days_To_Renewal: 20 }),
  ];
  const ids = (column: 'risk' | 'name', descending: boolean) => sortAccounts(list, column, descending).map((a) => a.id);

  it('puts the worst risk first and the nearest renewal first among equals', () => {
    expect(ids('risk', false)).toEqual(['critical soon', 'critical late', 'at risk', 'healthy', 'unknown']);
  });
  it('keeps the unknown last when reversed', () => {
    expect(ids('risk', true)).toEqual(['healthy', 'at risk', 'critical soon', 'critical late', 'unknown']);
  });
  it('keeps rows in place while they are pointed at', () => {
    const before = ['healthy', 'at risk'];
    expect(keepOrder(sortAccounts(list, 'risk', false), before).map((a) => a.id).slice(0, 2)).toEqual(before);
    expect(keepOrder(list, before)).toHaveLength(list.length);
  });
});

describe('search', () => {
  const port = account('Lumière Santé', { Country: 'France', Customer_Success_Manager: 'Claire Dubois' });
  it('finds every word, without accents and case', () => {
    expect(matches(port, 'lumiere FRANCE')).toBe(true);
    expect(matches(port, 'claire sante')).toBe(true);
    expect(matches(port, 'lumiere norway')).toBe(false);
    expect(matches(port, '  ')).toBe(true);
  });
  it('is joined with the risk filter', () => {
    const list = [account('a', { Renewal_Risk_Level: 'Critical' }), account('b', { Renewal_Risk_Level: 'Healthy' })];
    expect(selectAccounts(list, { ...initialState, risk: 'Critical' }).map((a) => a.id)).toEqual(['a']);
    expect(selectAccounts(list, { ...initialState, risk: 'Critical', search: 'b' })).toEqual([]);
  });
});

describe('totals', () => {
  it('adds up accounts, ARR and what is endangered', () => {
    const totals = totalsOf([
      account('a', { Renewal_Risk_Level: 'Critical', ARR: 100 }),
      account('b', { Renewal_Risk_Level: 'At Risk', ARR: 20 }),
      account('c', { Renewal_Risk_Level: 'Healthy', ARR: 3 }),
      account('d', { Renewal_Risk_Level: 'Healthy' }),
    ]);
    expect(totals).toMatchObject({ accounts: 4, arr: 123, atRisk: 2, arrAtRisk: 120 });
    expect(totals.byRisk.get('Healthy')).toBe(2);
  });
});

describe('the state in the URL', () => {
  it('comes back as it was', () => {
    const state = { search: 'gard & co', risk: 'At Risk', sort: 'arr', descending: true } as const;
    expect(readState(writeState(state, ''))).toEqual(state);
  });
  it('is nothing at first, keeps what is not its own, and reads nonsense as the first state', () => {
    expect(writeState(initialState, '?other=1')).toBe('other=1');
    expect(readState('?sort=-nonsense')).toEqual(initialState);
  });
});
