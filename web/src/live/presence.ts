// Who else looks at or edits a record right now, as the live stream tells it.
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { tellPresence, type Presence, type Present } from '../api/presence';

export type { Present };

/** This page among all pages that are open. */
export const clientId = Math.random().toString(36).slice(2, 12);

let present: Present[] = [];
const listeners = new Set<() => void>();

function replace(people: Present[]) {
  // What this page says of itself comes back to it; nothing is drawn anew for that.
  if (JSON.stringify(people) === JSON.stringify(present)) return;
  present = people;
  for (const listener of listeners) listener();
}

export const setPresence = (people: Present[]) => replace(people.filter(({ client }) => client !== clientId));
export const forgetPresence = () => replace([]);

export const usePresence = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => present,
  );

/** What this page shows, the innermost last: a cell that is edited in a record that is open. */
let places: Place[] = [];
let said = '';
let beat: ReturnType<typeof setInterval> | undefined;

export interface Place {
  table: string;
  row: string;
  column?: string;
  editing?: boolean;
}

const BEAT_MS = 20_000;

const say = (words: Omit<Presence, 'client'>) => tellPresence({ client: clientId, ...words });

/** Says where this page is now, once it has settled: a record that gives way to another is no leaving. */
let settling: ReturnType<typeof setTimeout> | undefined;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const place = places.at(-1);
    const words = place ? JSON.stringify(place) : '';
    if (words === said) return;
    said = words;
    clearInterval(beat);
    say(place ?? { leave: true });
    if (place) beat = setInterval(() => say(place), BEAT_MS);
  }, 100);
}

if (typeof window !== 'undefined') {
  addEventListener('pagehide', () => said !== '' && say({ leave: true }));
  // A page that comes back from the browser's memory is there again.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    said = '';
    settle();
  });
}

/** Tells the others that this page is there, for as long as the component is shown; undefined tells nothing. */
export function useBeat(place: Place | undefined) {
  const words = place && JSON.stringify(place);
  useEffect(() => {
    if (!words) return;
    const own = JSON.parse(words) as Place;
    places = [...places, own];
    settle();
    return () => {
      places = places.filter((one) => one !== own);
      settle();
    };
  }, [words]);
}

/** Who edits which cell of a table: names by row and column. */
export function useEditorsOf(table: string): ReadonlyMap<string, string> {
  const all = usePresence();
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { table: at, row, column, editing, name } of all) {
      if (at !== table || !editing || !column) continue;
      const key = editedCell(row, column);
      names.set(key, names.has(key) ? `${names.get(key)}, ${name}` : name);
    }
    return names;
  }, [all, table]);
}
export const editedCell = (row: string, column: string) => `${row} ${column}`;

/** Others who have this record open. */
export function useOthersAt(table: string, row: string): Present[] {
  const all = usePresence();
  return useMemo(() => all.filter((one) => one.table === table && one.row === row), [all, table, row]);
}
