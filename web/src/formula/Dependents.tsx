// What hangs on a column: formulas, filters, views. Each formula of a column opens in the same place.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { askBlastRadius, type SchemaDependent } from '../api/effect';
import { titleOf, type Column } from '../api/schema';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import classes from './ColumnOverlay.module.css';

const SHOWN = 6;

/** Of a list that is known, or of a column as it is. */
export function Dependents({ list, column }: { list?: SchemaDependent[]; column?: Column }) {
  const schema = useSchema();
  const table = column && schema.tables.find(({ columns }) => columns.includes(column));
  const asked = useQuery({
    queryKey: ['dependents', '*', table?.id, column?.id],
    enabled: list === undefined && table !== undefined,
    retry: false,
    queryFn: ({ signal }) => askBlastRadius([{ verb: 'change', subject: 'column', table: table!.id, name: column!.id, settings: { formula: `(${column!.formula ?? ''})` } }], signal),
  });
  const [all, setAll] = useState(false);
  const open = useOpen();
  const dependents = list ?? asked.data?.dependents ?? [];
  if (dependents.length === 0) return null;
  const shown = all ? dependents : dependents.slice(0, SHOWN);
  return (
    <section>
      <h3 className={classes.heading}>What hangs on it ({dependents.length})</h3>
      <ul className={classes.dependents}>
        {shown.map((one, index) => {
          const owner = schema.table(one.table);
          const formula = one.kind === 'formula' && owner && schema.column(owner, one.id);
          return (
            <li key={index}>
              {formula ? (
                <button type="button" className="text-button" onClick={() => open.column(owner.id, formula.id)}>
                  {titleOf(formula)} of {titleOf(owner)}
                </button>
              ) : (
                readable(one.words)
              )}
              {!one.direct && <span className={classes.dim}> (through others)</span>}
            </li>
          );
        })}
      </ul>
      {dependents.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          Show {dependents.length - shown.length} more
        </button>
      )}
    </section>
  );
}

const readable = (words: string) => words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ').replaceAll('`', '“').replace(/“([^“]*)“/g, '“$1”');
