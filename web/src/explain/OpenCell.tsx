// Words that lead on to the explanation of a cell, where there is one.
import type { CellAddress } from '../api/explain';
import classes from './OpenCell.module.css';

interface Props {
  cell: CellAddress | undefined;
  onOpen: (cell: CellAddress) => void;
  children: string;
}

export function OpenCell({ cell, onOpen, children }: Props) {
  if (!cell || !cell.column) return children;
  return (
    <button type="button" className={classes.open} onClick={() => onOpen(cell)}>
      {children}
    </button>
  );
}
