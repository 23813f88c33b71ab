// Contributions as bars that begin where the one before ended, and the sum below them. A weighted part shows what it is made
// of: its own value and its weight.
import { useState } from 'react';
import type { CellAddress, Contribution, Explanation, ExplainedInput } from '../api/explain';
import type { Column } from '../api/schema';
import { OpenCell } from './OpenCell';
import { showPart, showValue, splitFactors, wordsOfFormula } from './show';
import { addsUp, makeWaterfall } from './waterfall';
import classes from './Waterfall.module.css';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const SHOWN = 15;

interface Props {
  contributions: Contribution[];
  unknown: Explanation['unknown'];
  inputs: ExplainedInput[];
  value: number;
  column: Column | undefined;
  onOpen: (cell: CellAddress) => void;
}

export function Waterfall({ contributions, unknown, inputs, value, column, onOpen }: Props) {
  // The rows of a long sum are read by size; the terms of a formula in its order.
  const ordered = contributions.length > 12 ? [...contributions].sort((a, b) => Number(a.others ?? 0) - Number(b.others ?? 0) || Math.abs(b.value) - Math.abs(a.value)) : contributions;
  const { bars, sum, zero } = makeWaterfall(ordered);
  const [all, setAll] = useState(false);
  const shown = all ? bars : bars.slice(0, SHOWN);
  const hidden = bars.slice(shown.length).reduce((total, bar) => total + bar.part.value, 0);
  return (
    <table className={classes.waterfall}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Share</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((bar, index) => (
          <tr key={index}>
            <th scope="row">
              <PartName label={bar.part.label} cell={bar.part.cell} inputs={inputs} onOpen={onOpen} />
            </th>
            <td aria-hidden className={classes.chart}>
              <span
                className={classes.bar}
                data-tone={bar.negative ? 'red' : 'blue'}
                style={{ left: percent(bar.start), width: percent(bar.width) }}
              />
              <span className={classes.zero} style={{ left: percent(zero) }} />
            </td>
            <td className={`${classes.points} number`}>{showPart(column, bar.part.value)}</td>
          </tr>
        ))}
        {bars.length > shown.length && (
          <tr>
            <th scope="row">
              <button type="button" className="text-button" onClick={() => setAll(true)}>
                {bars.length - shown.length} more
              </button>
            </th>
            <td aria-hidden className={classes.chart} />
            <td className={`${classes.points} number`}>{showPart(column, hidden)}</td>
          </tr>
        )}
        {unknown.map((part, index) => (
          <tr key={`unknown ${index}`}>
            <th scope="row">
              <PartName label={part.label} cell={part.cell} inputs={[]} onOpen={onOpen} />
            </th>
            <td className={classes.check}>not known, adds nothing</td>
            <td className={`${classes.points} number`}>–</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum</th>
          <td className={classes.check}>
            {addsUp(sum, value) ? 'adds up to the value' : `${showPart(column, value - sum)} more make the value: ${showPart(column, value)}`}
          </td>
          <td className={`${classes.points} number`}>{showPart(column, sum)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface PartProps {
  label: string;
  cell: CellAddress | undefined;
  inputs: ExplainedInput[];
  onOpen: (cell: CellAddress) => void;
}

function PartName({ label, cell, inputs, onOpen }: PartProps) {
  const { base, factors } = splitFactors(label);
  const input = inputs.find(({ text }) => text === base);
  return (
    <>
      <OpenCell cell={cell} onOpen={onOpen}>
        {wordsOfFormula(base)}
      </OpenCell>
      {factors && (
        <span className={`${classes.weight} number`}>
          {input ? `${showValue(input.value, { decimals: 1 })} ` : ''}
          {wordsOfFormula(` ${factors}`).trim()}
        </span>
      )}
    </>
  );
}
