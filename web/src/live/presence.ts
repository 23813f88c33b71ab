// Who else looks at or edits a record right now, as the live stream tells it.
import { useMemo, useSyncExternalStore } from 'react';

export interface Present {
  client: string;
  name: string;
  table: string;
  row: string;
  column?: string;
  editing?: boolean;
}

/** This page among all pages that are open. */
export const clientId = Math.random().toString(36).slice(2, 12);

let present: Present[] = [];
const listeners = new Set<() => void>();

function replace(people: Present[]) {
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

/** Others who have this record open. */
export function useOthersAt(table: string, row: string): Present[] {
  const all = usePresence();
  return useMemo(() => all.filter((one) => one.table === table && one.row === row), [all, table, row]);
}
