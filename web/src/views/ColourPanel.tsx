// Why cells and rows have a colour: the conditional formats of the view and of its table.
import { titleOf, type Format, type Table, type View } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { toneOf } from '../columns/tone';
import { Chip } from '../parts/Chip';
import classes from './Toolbar.module.css';

export const formatsOf = (table: Table, view: View): Format[] => [...(view.formats ?? []), ...(table.formats ?? [])];

export function ColourPanel({ table, view }: { table: Table; view: View }) {
  const schema = useSchema();
  const formats = formatsOf(table, view);
  if (formats.length === 0) return <p className={classes.hint}>No cell or row of this view is coloured by a condition. Options keep their own colours.</p>;
  return (
    <>
      <p className={classes.hint}>The first condition that holds gives the colour.</p>
      <ul className={classes.list}>
        {formats.map((format, index) => (
          <li key={index}>
            <Chip tone={toneOf(format.style.background ?? format.style.color)} strong={format.style.bold ?? false}>
              {format.columns.length === 0 ? 'The whole row' : format.columns.map((key) => titleOf(schema.column(table, key) ?? { name: key })).join(', ')}
            </Chip>
            <div className={classes.code}>{format.when}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
