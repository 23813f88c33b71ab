// The fields of a record by section.
import type { Section } from './layout';
import { Field } from './Field';
import classes from './Record.module.css';

export function Details({ sections, narrow }: { sections: Section[]; narrow: boolean }) {
  return (
    <>
      {sections.map(({ title, columns }) => (
        <section key={title} className={classes.section} aria-label={title}>
          <h2 className={classes.heading}>{title}</h2>
          <div className={classes.fields} data-narrow={narrow || undefined}>
            {columns.map((column) => (
              <Field key={column.id} column={column} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
