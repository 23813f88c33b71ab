// The address of the rows behind a number: the same view as a grid, with the number's own condition beside the reader's.
import type { ViewSearch } from '../../app/search';
import type { FilterNode } from '../../views/filter';

export function rowsBehind({ filter, q, control, asOf }: ViewSearch, formula?: string): ViewSearch {
  const nodes: FilterNode[] = [...(filter ? [filter] : []), ...(formula ? [{ formula }] : [])];
  return { layout: 'grid', group: [], ...(nodes.length > 0 ? { filter: { all: nodes } } : {}), q, control, asOf };
}
