// In which language and on which day a text is read.
import { useMemo } from 'react';
import { useSchema } from '../../app/schemaContext';
import type { ParseContext } from './parse/parsed';

/** The day that it is in a time zone, as "2026-11-27"; in the browser's own when the zone is not known. */
export function todayIn(zone: string | undefined, now = new Date()): string {
  const format = (timeZone?: string) =>
    new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...(timeZone ? { timeZone } : {}) }).format(now);
  try {
    return format(zone);
  } catch {
    return format();
  }
}

export function useParseContext(): ParseContext {
  const { timeZone } = useSchema().answer;
  const today = todayIn(timeZone);
  return useMemo(() => ({ today }), [today]);
}
