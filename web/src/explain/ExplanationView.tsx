// One explanation, laid out: value, formula, waterfall, inputs, rows.
import { Alert } from '@mantine/core';
import { IconInfoCircle } from '../parts/icons';
import type { CellAddress, ExplainedAggregate, Explanation } from '../api/explain';
import type { Value as CellValue } from '../api/values';
const titleOf = (name: string) => name.replaceAll('_', ' ');
import { formatNumber } from '../format/number';
import { OpenCell } from './OpenCell';
import { showValue, wordsOfFormula } from './show';
import { Waterfall } from './Waterfall';
import classes from './ExplanationView.module.css';

interface Props {
  explanation: Explanation;
  /** What the blueprint says about the column. */
  about: string;
  onOpen: (cell: CellAddress) => void;
}

export function ExplanationView({ explanation, about, onOpen }: Props) {
  const { value, computed, overridden, reason, formula, contributions, inputs, aggregates } = explanation;
  return (
    <div className={classes.view}>
      <p className={`${classes.value} number`}>{typeof value === 'number' ? formatNumber(value, 1) : showValue(value)}</p>
      {about && <p className={classes.about}>{about}</p>}
      {overridden && (
        <Alert variant="default" icon={<IconInfoCircle size={16} />}>
          Set by hand. The formula says <strong>{showValue(computed)}</strong>.
        </Alert>
      )}
      {reason && (
        <Alert variant="default" icon={<IconInfoCircle size={16} />}>
          {reason}
        </Alert>
      )}
      {contributions.length > 0 && typeof computed === 'number' && (
        <section>
          <h3 className={classes.heading}>What adds up to it</h3>
          <Waterfall contributions={contributions} value={computed} onOpen={onOpen} />
        </section>
      )}
      {formula && (
        <section>
          <h3 className={classes.heading}>Formula</h3>
          <pre className={classes.formula} tabIndex={0} aria-label="Formula">
            {formula}
          </pre>
        </section>
      )}
      {inputs.length > 0 && (
        <section>
          <h3 className={classes.heading}>Inputs</h3>
          <dl className={classes.inputs}>
            {inputs.map((input, index) => (
              <div key={index}>
                <dt>
                  <OpenCell cell={input.cell} onOpen={onOpen}>
                    {wordsOfFormula(input.text)}
                  </OpenCell>
                </dt>
                <dd className="number">{showValue(input.value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {aggregates.map((aggregate, index) => (
        <Aggregate key={index} aggregate={aggregate} />
      ))}
    </div>
  );
}

const ROWS_SHOWN = 50;

function Aggregate({ aggregate }: { aggregate: ExplainedAggregate }) {
  const { text, value, table, column, rowCount: count, rows, values } = aggregate;
  const more = count - Math.min(rows.length, ROWS_SHOWN);
  return (
    <section>
      <h3 className={classes.heading}>
        {count === 1 ? '1 row' : `${formatNumber(count)} rows`} of {titleOf(table)}
        <span className={classes.result}>
          {' = '}
          <span className="number">{showValue(value)}</span>
        </span>
      </h3>
      <pre className={classes.formula} tabIndex={0} aria-label="Part of the formula">
        {text}
      </pre>
      {rows.length > 0 && (
        <table className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">{column ? titleOf(column) : 'Counted'}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row, index) => (
              <tr key={row.id}>
                <td>{row.name}</td>
                <td className="number">{column ? cellText(values[index]) : '1'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className={classes.more}>and {formatNumber(more)} more</p>}
    </section>
  );
}

const cellText = (value: CellValue | undefined) => (value === undefined ? '' : showValue(value));
