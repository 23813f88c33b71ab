// A formula as sentences.
import { useSchema } from '../app/schemaContext';
import { wordsOf } from '../formula/words';
import { namingOf } from './subject';
import classes from './ExplanationView.module.css';

export default function FormulaWords({ formula }: { formula: string }) {
  const lines = wordsOf(formula, namingOf(useSchema()));
  if (lines.length === 1) return <p className={classes.words}>{lines[0]}.</p>;
  return (
    <ul className={classes.words}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
