// The files of a record.
import { titleOf, type Column } from '../api/schema';
import { Field } from './Field';
import classes from './Record.module.css';

export function FilesTab({ column }: { column: Column }) {
  return (
    <section className={classes.section} aria-label={titleOf(column)}>
      <div className={classes.fields} data-narrow>
        <Field column={column} />
      </div>
    </section>
  );
}
