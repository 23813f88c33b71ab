// One row as a card: its name, its gauge, its fields, and what can be done with it. The colour of the border is the row's own
// colour of the blueprint; the chip says the same in words.
import type { Row } from '../../api/rows';
import { titleOf, type RowAction, type Table } from '../../api/schema';
import { isBlank, type Value } from '../../api/values';
import { useOpen } from '../../app/open';
import { RecordLink } from '../../app/RecordLink';
import { Cell } from '../../columns/Cell';
import type { CardColumns } from '../pick';
import { CardActions } from './CardActions';
import classes from './Card.module.css';
import { Gauge } from './Gauge';
import { rowTone } from './groups';

interface Props {
  table: Table;
  row: Row;
  columns: CardColumns;
  actions: RowAction[];
  pulsing: boolean;
}

const numberOf = (value: Value | undefined) => (typeof value === 'number' ? value : undefined);

export function CardItem({ table, row, columns, actions, pulsing }: Props) {
  const { gauge, delta, group, fields } = columns;
  const { explain } = useOpen();
  const tone = rowTone(row);
  const name = row.name || 'Without a name';
  const drawn = gauge && (
    <Gauge
      label={titleOf(gauge)}
      shape={gauge}
      value={numberOf(row.values[gauge.id])}
      minimum={gauge.minimum}
      maximum={gauge.maximum}
      tone={tone}
      delta={delta && numberOf(row.values[delta.id])}
    />
  );
  return (
    <article className={classes.card} data-tone={tone ?? 'grey'} data-pulse={pulsing || undefined} aria-label={name}>
      <div className={classes.top}>
        <div className={classes.head}>
          <h3 className={classes.name}>
            <RecordLink table={table.id} row={row.id}>
              {name}
            </RecordLink>
          </h3>
          {group && <Cell column={group} value={row.values[group.id]} style={row.styles[group.id] ?? row.styles['*']} />}
        </div>
        {gauge?.computed ? (
          <button type="button" className={classes.explain} onClick={() => explain({ table: table.id, row: row.id, column: gauge.id })}>
            {drawn}
            <span className="visually-hidden">: explain</span>
          </button>
        ) : (
          drawn
        )}
      </div>
      <dl className={classes.fields}>
        {fields.map((column) => {
          const value = row.values[column.id];
          return (
            <div key={column.id}>
              <dt title={column.description}>{titleOf(column)}</dt>
              <dd>{isBlank(value) ? <span className={classes.blank}>none</span> : <Cell column={column} value={value} style={row.styles[column.id]} />}</dd>
            </div>
          );
        })}
      </dl>
      <CardActions table={table} row={row} actions={actions} />
    </article>
  );
}
