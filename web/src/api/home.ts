// Who needs somebody today, and why: the server's ranking over the blueprint's rules.
import { getJson } from './http';

export interface Reason {
  text: string;
  table: string;
  row: string;
  tone?: string;
}

export interface TodayItem {
  table: string;
  row: string;
  name: string;
  subject: { table: string; row: string; name: string };
  reasons: Reason[];
  weight: number;
}

export interface HomeAnswer {
  scopes: { label: string; view: string }[];
  items: TodayItem[];
}

export const fetchHome = (scope: string, signal?: AbortSignal) =>
  getJson<HomeAnswer>(`/api/home?${new URLSearchParams({ scope })}`, signal);
