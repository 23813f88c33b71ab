// Who else has this record open right now.
import { IconUsers } from '../parts/icons';
import { useRecord } from './recordContext';
import classes from './OthersHere.module.css';

export function OthersHere() {
  const { others, asOf } = useRecord();
  const names = [...new Set(others.map(({ name }) => name))].sort((a, b) => a.localeCompare(b));
  // The line is there before anybody is on it: what is put into it is read aloud then.
  return (
    <p className={classes.others} role="status" aria-label="Who else is here">
      {!asOf && names.length > 0 && (
        <>
          <IconUsers size={14} aria-hidden />
          {names.join(', ')} {names.length === 1 ? 'is' : 'are'} here, too
        </>
      )}
    </p>
  );
}
