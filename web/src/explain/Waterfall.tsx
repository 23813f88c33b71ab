// Contributions as bars that begin where the one before ended, and the sum below them.
import type { CellAddress, Contribution } from '../api/explain';
import { wordsOfFormula } from './show';
import { formatNumber } from '../format/number';
import { OpenCell } from './OpenCell';
import { addsUp, makeWaterfall } from './waterfall';
import classes from './Waterfall.module.css';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

interface Props {
  contributions: Contribution[];
  value: number;
  onOpen: (cell: CellAddress) => void;
}

export function Waterfall({ contributions, value, onOpen }: Props) {
  const { bars, sum, zero } = makeWaterfall(contributions);
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
        {bars.map((bar, index) => (
          <tr key={index}>
            <th scope="row">
              <OpenCell cell={bar.part.cell} onOpen={onOpen}>
                {wordsOfFormula(bar.part.label)}
              </OpenCell>
            </th>
            <td aria-hidden className={classes.chart}>
              <span
                className={classes.bar}
                data-tone={bar.negative ? 'red' : 'blue'}
                style={{ left: percent(bar.start), width: percent(bar.width) }}
              />
              <span className={classes.zero} style={{ left: percent(zero) }} />
            </td>
            <td className={`${classes.points} number`}>{formatNumber(bar.part.value, 2)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Sum</th>
          <td className={classes.check}>{addsUp(sum, value) ? 'adds up to the value' : `the value is ${formatNumber(value, 2)}`}</td>
          <td className={`${classes.points} number`}>{formatNumber(sum, 2)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
