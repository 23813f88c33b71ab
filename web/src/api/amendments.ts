// The corrections that ship beside the blueprint.
import type { ColumnEffect } from './effect';
import { getJson, sendJson } from './http';

export interface AmendedFormula {
  table: string;
  column: string;
  before: string;
  after: string;
  /** As it is now; somebody may have changed it. */
  formula?: string;
}

export interface Amendment {
  id: string;
  title: string;
  reason: string;
  on: boolean;
  answers: { finding: string; table: string; column: string }[];
  changes: AmendedFormula[];
}

export interface AmendmentEffect {
  changedValues: number;
  columns: ColumnEffect[];
}

export interface JudgedAmendment extends Amendment {
  possible: boolean;
  effect?: AmendmentEffect;
  obstacle?: string;
}

export const fetchAmendments = (signal?: AbortSignal) => getJson<{ items: Amendment[] }>('/api/amendments', signal);
export const fetchAmendment = (id: string, signal?: AbortSignal) =>
  getJson<JudgedAmendment>(`/api/amendments/${encodeURIComponent(id)}`, signal);
export const switchAmendment = (id: string, on: boolean) =>
  sendJson<{ sequence: number }>('POST', `/api/amendments/${encodeURIComponent(id)}`, { on });

export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'note';
  table: string;
  subject: string;
  what: string;
  why: string;
  remedy: string;
  amendment?: string;
}

export const fetchCheck = (signal?: AbortSignal) => getJson<{ findings: Finding[] }>('/api/check', signal);
