// The address of the rows behind a number: the same view as a grid, with the number's own condition beside the reader's.
import type { ViewSearch } from '../../app/search';
import type { FilterNode } from '../../views/filter';

export function rowsBehind({ filter, q, control, asOf }: ViewSearch, condition?: string | FilterNode): ViewSearch {
  const own = typeof condition === 'string' ? { formula: condition } : condition;
  const nodes: FilterNode[] = [...(filter ? [filter] : []), ...(own ? [own] : [])];
  return { layout: 'grid', group: [], ...(nodes.length > 0 ? { filter: { all: nodes } } : {}), q, control, asOf };
}
