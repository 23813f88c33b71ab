// Inputs as a tree: a computed input unfolds to its own inputs and rows, down to what people and systems wrote.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchExplanation, type CellAddress, type ExplainedInput } from '../api/explain';
import { keys } from '../api/queries';
import { useSchema } from '../app/schemaContext';
import { RecordLink } from '../app/RecordLink';
import { IconChevronDown, IconChevronRight } from '../parts/icons';
import { RowsBehind } from './RowsBehind';
import { showValue, wordsOfFormula } from './show';
import { columnOf } from './subject';
import classes from './InputTree.module.css';

interface Props {
  inputs: ExplainedInput[];
  /** The row that the explained cell is in: a link to it would lead nowhere new. */
  here?: string | undefined;
  onOpen: (cell: CellAddress) => void;
}

export function InputTree({ inputs, here, onOpen }: Props) {
  return (
    <ul className={classes.tree}>
      {inputs.map((input) => (
        <InputNode key={input.text} input={input} here={here} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function InputNode({ input, here, onOpen }: { input: ExplainedInput; here: string | undefined; onOpen: (cell: CellAddress) => void }) {
  const schema = useSchema();
  const [open, setOpen] = useState(false);
  const { cell } = input;
  const column = cell && columnOf(schema, cell);
  const computed = column?.computed ?? false;
  const Arrow = open ? IconChevronDown : IconChevronRight;
  const name = wordsOfFormula(input.text);
  return (
    <li>
      <div className={classes.line}>
        {computed ? (
          <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Arrow size={14} aria-hidden />
            {name}
          </button>
        ) : (
          <span className={classes.leaf}>
            {cell && `${cell.table}/${cell.row}` !== here ? (
              <RecordLink table={cell.table} row={cell.row} className={classes.record}>
                {name}
              </RecordLink>
            ) : (
              name
            )}
          </span>
        )}
        <span className="number">{showValue(input.value, column ?? {})}</span>
      </div>
      {open && cell && <Below cell={cell} here={here} onOpen={onOpen} />}
    </li>
  );
}

function Below({ cell, here, onOpen }: { cell: CellAddress; here: string | undefined; onOpen: (cell: CellAddress) => void }) {
  const { data, error } = useQuery({ queryKey: keys.explain(cell), queryFn: ({ signal }) => fetchExplanation(cell, undefined, signal) });
  if (error) return <p className={classes.note}>{error.message}</p>;
  if (!data) return <p className={classes.note}>Reading…</p>;
  return (
    <div className={classes.below}>
      <InputTree inputs={data.inputs} here={here} onOpen={onOpen} />
      {data.aggregates.map((aggregate, index) => (
        <RowsBehind key={index} aggregate={aggregate} onOpen={onOpen} folded />
      ))}
      {data.inputs.length + data.aggregates.length === 0 && <p className={classes.note}>It reads nothing else.</p>}
    </div>
  );
}
