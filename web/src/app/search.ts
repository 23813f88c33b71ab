// What an address says beside its path. A part that is not understood is left out, so that a link written by hand or kept for
// long opens all the same.
import type { FilterTree } from '../views/filter';
import { readDraft, type Draft } from '../whatif/draft';

/** On every page: what lies over it. */
export interface OverlaySearch {
  peek?: string | undefined;
  /** The part of that record that is open, and the column it is about: "comments", "history:c-1". */
  peekTab?: string | undefined;
  explain?: string | undefined;
  /** A column whose formula is edited, "grid-…/c-…", or a new one, "grid-…/+". */
  column?: string | undefined;
  /** A new row that is being written. */
  new?: string | undefined;
}

/** The state of a view: what was changed of what the blueprint or a saved view says. */
export interface ViewSearch extends OverlaySearch {
  q?: string | undefined;
  filter?: FilterTree | undefined;
  sort?: string[] | undefined; // "c-1", "-c-2"
  group?: string[] | undefined; // [] ungroups
  columns?: string[] | undefined;
  saved?: string | undefined; // the row of a saved view
  control?: Record<string, string> | undefined;
  layout?: string | undefined;
  asOf?: string | undefined;
  /** Further choices of the layout: how far a timeline zooms, say. */
  options?: Record<string, string> | undefined;
  /** Where in the layout one is: the day of a calendar, the record beside a list. No part of what is saved of a view. */
  at?: Record<string, string> | undefined;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const texts = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? (value as string[]) : undefined;
const map = (value: unknown): Record<string, string> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]))
    : undefined;

export const readOverlaySearch = (search: Record<string, unknown>): OverlaySearch => ({
  peek: text(search.peek),
  peekTab: text(search.peekTab),
  explain: text(search.explain),
  column: text(search.column),
  new: text(search.new),
});

export interface HomeSearch extends OverlaySearch {
  /** Whose rows: the view of a scope. */
  scope?: string | undefined;
}

export const readHomeSearch = (search: Record<string, unknown>): HomeSearch => ({ ...readOverlaySearch(search), scope: text(search.scope) });

export interface RecordSearch extends OverlaySearch {
  tab?: string | undefined;
  /** The record as it was at the end of this day. */
  asOf?: string | undefined;
}

export const readRecordSearch = (search: Record<string, unknown>): RecordSearch => ({
  ...readOverlaySearch(search),
  tab: text(search.tab),
  asOf: text(search.asOf),
});

export const readViewSearch = (search: Record<string, unknown>): ViewSearch => ({
  ...readOverlaySearch(search),
  q: search.q === undefined ? undefined : String(search.q),
  filter: typeof search.filter === 'object' && search.filter !== null ? (search.filter as FilterTree) : undefined,
  sort: texts(search.sort),
  group: texts(search.group),
  columns: texts(search.columns),
  saved: text(search.saved),
  control: map(search.control),
  layout: text(search.layout),
  asOf: text(search.asOf),
  options: map(search.options),
  at: map(search.at),
});

export interface WhatIfSearch extends OverlaySearch {
  /** What is tried: whatif/draft.ts. */
  try?: Draft | undefined;
}

export const readWhatIfSearch = (search: Record<string, unknown>): WhatIfSearch => ({
  ...readOverlaySearch(search),
  try: search.try === undefined ? undefined : readDraft(search.try),
});
