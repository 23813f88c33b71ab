// One explanation, laid out: value, formula, waterfall, inputs, rows.
import { Alert } from '@mantine/core';
import { IconInfoCircle } from '../parts/icons';
import type { CellAddress, ExplainedAggregate, ExplainedInput, Explanation } from '../api/explain';
import type { CellValue } from '../api/rows';
import { titleOf } from '../accounts/fields';
import { formatAny, formatNumber } from '../format/number';
import { showValue } from './show';
import { Waterfall } from './Waterfall';
import classes from './ExplanationView.module.css';

interface Props {
  explanation: Explanation;
  onOpen: (cell: CellAddress) => void;
}

export function ExplanationView({ explanation, onOpen }: Props) {
  const { value, computed, overridden, reason, formula, contributions, inputs, aggregates } = explanation;
  return (
    <div className={classes.view}>
      <p className={`${classes.value} number`}>{typeof value === 'number' ? formatNumber(value, 1) : showValue(value)}</p>
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
          <Waterfall contributions={contributions} value={computed} />
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
              <Input key={index} input={input} onOpen={onOpen} />
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

function Input({ input, onOpen }: { input: ExplainedInput; onOpen: (cell: CellAddress) => void }) {
  const { text, value, cell } = input;
  return (
    <div>
      <dt>
        {cell ? (
          <button type="button" className={classes.open} onClick={() => onOpen(cell)}>
            {titleOf(text.replace(/^\[(.*)\]$/, '$1'))}
          </button>
        ) : (
          titleOf(text.replace(/^\[(.*)\]$/, '$1'))
        )}
      </dt>
      <dd className="number">{showValue(value)}</dd>
    </div>
  );
}

const ROWS_SHOWN = 50;

function Aggregate({ aggregate }: { aggregate: ExplainedAggregate }) {
  const { text, value, table, column, rows, values } = aggregate;
  const count = rows.length;
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
      {count > 0 && (
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
      {count > ROWS_SHOWN && <p className={classes.more}>and {formatAny(count - ROWS_SHOWN)} more</p>}
    </section>
  );
}

const cellText = (value: CellValue | undefined) => (value === undefined ? '' : showValue(value));
