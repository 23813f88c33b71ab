// Below the grid: how many cells are selected, their sum and average.
import { summarize } from './model/aggregates';
import { formatNumberOf, type Shape } from '../columns/format';
import type { Column } from '../api/schema';
import classes from './SelectionBar.module.css';
import type { Grid } from './grid';
import type { RowSource } from './model/rowSource';

interface Props {
  grid: Grid;
  source: RowSource;
  columns: Column[];
}

export function SelectionBar({ grid, source, columns }: Props) {
  const range = grid.range;
  if (!range || (range.top === range.bottom && range.left === range.right)) return null;
  const parts = grid.selectedRows;
  const rows = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const chosen = columns.slice(range.left, range.right + 1);
  const here = source.here(parts);
  const values = here?.flatMap((row) => chosen.map(({ id }) => row.values[id])) ?? [];
  const found = summarize(values);
  // Sums of one kind keep their unit; sums over several columns have none.
  const [only] = chosen;
  const shape = only && chosen.every(({ type, suffix, currency }) => type === only.type && suffix === only.suffix && currency === only.currency) ? only : ({} as Shape);
  return (
    <div className={classes.bar} role="status">
      <span>{(rows * chosen.length).toLocaleString()} cells</span>
      {here && found.filled < found.cells && <span>{found.filled.toLocaleString()} filled</span>}
      {found.numbers > 0 && (
        <>
          <span>
            Sum <b className="number">{formatNumberOf(shape, found.sum)}</b>
          </span>
          <span>
            Average <b className="number">{formatNumberOf({ ...shape, decimals: shape.decimals ?? 2 }, found.average ?? 0)}</b>
          </span>
        </>
      )}
      {!here && <span>not all of them are read: no sum</span>}
    </div>
  );
}
