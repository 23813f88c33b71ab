// What becomes of a text that somebody typed or pasted: a value that fits the column, or words that say why not.
import type { Value } from '../../../api/values';

export type Parsed = { value: Value; error?: undefined } | { error: string; value?: undefined };

/** What a text can mean depends on the reader's language and on the day. */
export interface ParseContext {
  locale?: string;
  /** "2026-11-27": the workspace's day. */
  today?: string;
}

export const localeOf = (context: ParseContext | undefined) =>
  context?.locale ?? ((typeof navigator === 'undefined' ? '' : navigator.language) || 'en');

export const refuse = (error: string): Parsed => ({ error });
export const accept = (value: Value): Parsed => ({ value });

/** Without case and accents: "Zürich" is found by "zurich". */
export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
