// One explanation, laid out: value, what decided or adds up, what changed, formula, inputs, rows.
import { Alert } from '@mantine/core';
import { isFormulaSubject, type CellAddress, type Explanation, type Subject } from '../api/explain';
import { useSchema } from '../app/schemaContext';
import { Cell } from '../columns/Cell';
import { IconInfoCircle } from '../parts/icons';
import { ChangeSince } from './ChangeSince';
import classes from './ExplanationView.module.css';
import { FormulaSection } from './FormulaSection';
import { InputTree } from './InputTree';
import { Causes, Conditions } from './Reasons';
import { RowsBehind } from './RowsBehind';
import { showValue } from './show';
import type { Since } from './since';
import { aboutOf, shapeOf } from './subject';
import { Waterfall } from './Waterfall';

interface Props {
  subject: Subject;
  explanation: Explanation;
  since: Since;
  onSince: (since: Since) => void;
  onOpen: (cell: CellAddress) => void;
  onEditFormula: (() => void) | undefined;
}

export function ExplanationView({ subject, explanation, since, onSince, onOpen, onEditFormula }: Props) {
  const { value, computed, overridden, reason, formula, contributions, unknown, conditions, causes, inputs, aggregates } = explanation;
  const schema = useSchema();
  const column = shapeOf(schema, subject, explanation);
  const about = aboutOf(schema, subject);
  const here = isFormulaSubject(subject) ? undefined : `${schema.table(subject.table)?.name ?? subject.table}/${subject.row}`;
  return (
    <div className={classes.view}>
      <p className={`${classes.value} number`}>
        {column && typeof value === 'string' && value !== '' ? <Cell column={column} value={value} /> : showValue(value, column ?? { decimals: 1 })}
      </p>
      {about && <p className={classes.about}>{about}</p>}
      {overridden && (
        <Alert variant="default" icon={<IconInfoCircle size={16} />}>
          Set by hand. The formula says <strong>{showValue(computed, column ?? {})}</strong>.
        </Alert>
      )}
      {reason && (
        <Alert variant="default" icon={<IconInfoCircle size={16} />}>
          <Causes causes={causes} reason={reason} onOpen={onOpen} />
        </Alert>
      )}
      {conditions.length > 0 && <Conditions conditions={conditions} inputs={inputs} />}
      {contributions.length + unknown.length > 1 && typeof computed === 'number' && (
        <section>
          <h3 className={classes.heading}>What adds up to it</h3>
          <Waterfall contributions={contributions} unknown={unknown} inputs={inputs} value={computed} column={column} onOpen={onOpen} />
        </section>
      )}
      {formula ? <ChangeSince subject={subject} now={explanation} since={since} onSince={onSince} onOpen={onOpen} /> : null}
      {formula ? (
        <FormulaSection formula={formula}>
          {onEditFormula && (
            <button type="button" className="text-button" onClick={onEditFormula}>
              Edit the formula
            </button>
          )}
        </FormulaSection>
      ) : (
        <p className={classes.about}>It is written, not computed: its history tells who wrote it.</p>
      )}
      {inputs.length > 0 && (
        <section>
          <h3 className={classes.heading}>Inputs</h3>
          <InputTree inputs={inputs} here={here} onOpen={onOpen} />
        </section>
      )}
      {aggregates.map((aggregate, index) => (
        <RowsBehind key={index} aggregate={aggregate} onOpen={onOpen} />
      ))}
    </div>
  );
}
