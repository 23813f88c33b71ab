// Why a formula went the way it did: the conditions it asked in their order, or what a blank or an error comes from.
import type { CellAddress, ExplainedCause, ExplainedCondition, ExplainedInput } from '../api/explain';
import { IconCheck, IconX } from '../parts/icons';
import { OpenCell } from './OpenCell';
import { showValue, wordsOfFormula } from './show';
import classes from './ExplanationView.module.css';

interface ConditionsProps {
  conditions: ExplainedCondition[];
  inputs: ExplainedInput[];
}

export function Conditions({ conditions, inputs }: ConditionsProps) {
  return (
    <section>
      <h3 className={classes.heading}>What decided</h3>
      <ol className={classes.conditions}>
        {conditions.map((condition, index) => (
          <li key={index} data-taken={condition.taken || undefined}>
            <ul className={classes.terms}>
              {condition.terms.map((term, i) => (
                <li key={i}>
                  <Truth value={term.value} />
                  {withValues(term.text, inputs)}
                </li>
              ))}
              {condition.terms.length === 0 && (
                <li>
                  <Truth value={condition.value} />
                  {withValues(condition.text, inputs)}
                </li>
              )}
            </ul>
            <p className={classes.verdict}>
              {condition.taken ? `so it is ${branch(condition.result)}` : condition.value === null ? 'so it is not known' : `so it is not ${branch(condition.result)}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const branch = (text: string) => (text.length > 60 ? 'the next branch' : wordsOfFormula(text.replace(/^"(.*)"$/s, '“$1”')));

function Truth({ value }: { value: boolean | null }) {
  if (value === null) return <span className={classes.truth}>?</span>;
  return value ? (
    <IconCheck size={14} className={classes.truth ?? ''} role="img" aria-label="true" />
  ) : (
    <IconX size={14} className={classes.truth ?? ''} role="img" aria-label="false" />
  );
}

/** "[Health_Score] < 60" is "Health Score (66.7) < 60". */
function withValues(text: string, inputs: ExplainedInput[]): string {
  const known = [...inputs].filter(({ text: name }) => text.includes(name)).sort((a, b) => b.text.length - a.text.length);
  const marked = known.reduce((words, { text: name }, index) => words.replaceAll(name, `\u0000${index}\u0001`), text);
  return wordsOfFormula(marked).replace(/\u0000(\d+)\u0001/g, (_, index: string) => {
    const input = known[Number(index)]!;
    return `${wordsOfFormula(input.text)} (${showValue(input.value, { decimals: Number.isInteger(input.value) ? 0 : 1 })})`;
  });
}

interface CausesProps {
  causes: ExplainedCause[];
  reason: string;
  onOpen: (cell: CellAddress) => void;
}

/** Of a blank or an error. */
export function Causes({ causes, reason, onOpen }: CausesProps) {
  const what = reason.startsWith('blank') ? 'It is blank because' : 'It is an error because';
  if (causes.length === 0) return <>{reason}</>;
  return (
    <>
      {what}
      <ul className={classes.causes}>
        {causes.map((cause) => (
          <li key={cause.text}>
            <OpenCell cell={cause.cell} onOpen={onOpen}>
              {wordsOfFormula(cause.text)}
            </OpenCell>{' '}
            {cause.words}
          </li>
        ))}
      </ul>
    </>
  );
}
