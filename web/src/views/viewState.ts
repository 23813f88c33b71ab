// What a view is: the blueprint's, what a saved view changes of it, and what the address changes of both. The last is what is
// not saved yet.
import type { Definition, SavedView } from '../api/savedViews';
import type { View } from '../api/schema';
import type { ViewSearch } from '../app/search';

const stateKeys = ['filter', 'sort', 'group', 'columns', 'layout', 'options'] as const;
type ViewState = Pick<ViewSearch, (typeof stateKeys)[number]>;

const stateOf = ({ layout, filterTree, sort, group, columns, options }: Definition): ViewState => ({
  filter: filterTree, sort, group, columns, layout, options,
});

/** Address over saved view. */
export function mergedState(saved: SavedView | undefined, search: ViewSearch): ViewSearch {
  if (!saved) return search;
  const kept = stateOf(saved.definition);
  const merged: ViewSearch = { ...search };
  for (const key of stateKeys) if (merged[key] === undefined && kept[key] !== undefined) Object.assign(merged, { [key]: kept[key] });
  return merged;
}

/** The address changes something of the view. */
export const isChanged = (search: ViewSearch) => stateKeys.some((key) => search[key] !== undefined);

/** Takes all changes back. */
export const unchanged: ViewState = Object.fromEntries(stateKeys.map((key) => [key, undefined]));

export function definitionOf(view: View, state: ViewSearch, formula: string | undefined): Definition {
  const definition: Definition = { base: view.id };
  if (state.filter) Object.assign(definition, { filterTree: state.filter, ...(formula ? { filter: formula } : {}) });
  if (state.sort) definition.sort = state.sort;
  if (state.group) definition.group = state.group;
  if (state.columns) definition.columns = state.columns;
  if (state.layout) definition.layout = state.layout;
  if (state.options) definition.options = state.options;
  return definition;
}

const passing: (keyof ViewSearch)[] = ['q', 'options', 'at'];

/** A change that is a place to come back to; typing in the search box, pulling at a width and leafing through days are not. */
export const isStep = (part: Partial<ViewSearch>) => (Object.keys(part) as (keyof ViewSearch)[]).some((key) => !passing.includes(key));
