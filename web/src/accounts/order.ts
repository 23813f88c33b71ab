// Which accounts are shown and in which order, and the totals over them. Pure functions over the list.
import { isoDay } from '../format/date';
import type { Account } from './account';
import { riskLevels } from './fields';

export const sortColumns = ['risk', 'name', 'health', 'daysToRenewal', 'renewalDate', 'arr', 'manager'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface ListState {
  search: string;
  risk: string; // a risk level, or '' for all
  sort: SortColumn;
  descending: boolean;
}

export const initialState: ListState = { search: '', risk: '', sort: 'risk', descending: false };

type SortKey = string | number | undefined;

const riskRank = (risk: string): number | undefined => {
  const rank = riskLevels.findIndex((level) => level.name === risk);
  return rank < 0 ? undefined : rank;
};

const keyOf = (account: Account, column: SortColumn): SortKey => {
  switch (column) {
    case 'risk':
      return riskRank(account.risk);
    case 'renewalDate':
      return account.renewalDate && isoDay(account.renewalDate);
    case 'manager':
      return account.manager || undefined;
    default:
      return account[column];
  }
};

const texts = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** What is not known comes last, whichever way the list is sorted. */
function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : texts.compare(String(a), String(b));
  return descending ? -order : order;
}

export function sortAccounts(accounts: readonly Account[], column: SortColumn, descending: boolean): Account[] {
  return [...accounts].sort(
    (a, b) =>
      compareKeys(keyOf(a, column), keyOf(b, column), descending) ||
      compareKeys(a.daysToRenewal, b.daysToRenewal, false) ||
      texts.compare(a.name, b.name) ||
      texts.compare(a.id, b.id),
  );
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Every word of the search occurs in the account's name, industry, country, manager, risk or status. */
export function matches(account: Account, search: string): boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = fold([account.name, account.about, account.manager, account.risk, account.status].join(' '));
  return words.every((word) => text.includes(word));
}

export function selectAccounts(accounts: readonly Account[], state: ListState): Account[] {
  const shown = accounts.filter(
    (account) => (!state.risk || account.risk === state.risk) && matches(account, state.search),
  );
  return sortAccounts(shown, state.sort, state.descending);
}

export interface Totals {
  accounts: number;
  arr: number;
  atRisk: number;
  arrAtRisk: number;
  byRisk: Map<string, number>;
}

export function totalsOf(accounts: readonly Account[]): Totals {
  const endangered = new Set<string>(riskLevels.filter((level) => level.atRisk).map((level) => level.name));
  const totals: Totals = { accounts: accounts.length, arr: 0, atRisk: 0, arrAtRisk: 0, byRisk: new Map() };
  for (const account of accounts) {
    totals.arr += account.arr ?? 0;
    totals.byRisk.set(account.risk, (totals.byRisk.get(account.risk) ?? 0) + 1);
    if (!endangered.has(account.risk)) continue;
    totals.atRisk += 1;
    totals.arrAtRisk += account.arr ?? 0;
  }
  return totals;
}

/** Keeps rows where they are while someone points at them: known ids stay in their old order, new ones follow. */
export function keepOrder(accounts: readonly Account[], before: readonly string[]): Account[] {
  const place = new Map(before.map((id, index) => [id, index]));
  return [...accounts].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0);
}
