// The state of the list lives in the URL, so that reloading and sharing give the same screen.
import { useCallback, useSyncExternalStore } from 'react';
import { initialState, sortColumns, type ListState, type SortColumn } from './order';

export function readState(query: string): ListState {
  const params = new URLSearchParams(query);
  const sort = params.get('sort') ?? '';
  const column = sort.replace(/^-/, '');
  const known = (sortColumns as readonly string[]).includes(column);
  return {
    search: params.get('q') ?? '',
    risk: params.get('risk') ?? '',
    sort: known ? (column as SortColumn) : initialState.sort,
    descending: known && sort.startsWith('-'),
  };
}

/** The query that names this state; what is as at first is left out. */
export function writeState(state: ListState, query: string): string {
  const params = new URLSearchParams(query);
  const set = (key: string, value: string) => (value ? params.set(key, value) : params.delete(key));
  set('q', state.search);
  set('risk', state.risk);
  const initial = state.sort === initialState.sort && state.descending === initialState.descending;
  set('sort', initial ? '' : `${state.descending ? '-' : ''}${state.sort}`);
  return params.toString();
}

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
};

/** Replaces one part of the URL's query and tells everyone who shows it. */
export function replaceQuery(query: string) {
  history.replaceState(history.state, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`);
  for (const listener of listeners) listener();
}

export const useQueryString = () => useSyncExternalStore(subscribe, () => location.search);

export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const query = useQueryString();
  const change = useCallback((part: Partial<ListState>) => {
    replaceQuery(writeState({ ...readState(location.search), ...part }, location.search));
  }, []);
  return [readState(query), change];
}
