// A formula before and after, in one text: what goes is struck through, what comes is underlined; a screen reader hears both.
import { wordDiff } from './wordDiff';
import classes from './Review.module.css';

export function FormulaDiff({ before, after }: { before: string; after: string }) {
  return (
    <pre className={classes.diff} tabIndex={0} aria-label="The formula before and after">
      {wordDiff(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? (
          text
        ) : kind === 'gone' ? (
          <del key={index}>
            <span className="visually-hidden">taken out: </span>
            {text}
          </del>
        ) : (
          <ins key={index}>
            <span className="visually-hidden">put in: </span>
            {text}
          </ins>
        ),
      )}
    </pre>
  );
}
