// The strip at the top of a record: the figures and people that matter most. Each computed one explains itself on a click.
import { Avatar, UnstyledButton } from '@mantine/core';
import { titleOf, type Column } from '../api/schema';
import { isCellError, isRowLink, itemsOf, type RowLink } from '../api/values';
import { RecordLink } from '../app/RecordLink';
import { useOpen } from '../app/open';
import { Cell } from '../columns/Cell';
import { formatCell, formatShort } from '../columns/format';
import { toneOf } from '../columns/tone';
import { Gauge } from '../layouts/card/Gauge';
import { changeWords } from '../live/recent';
import { useFlash } from '../parts/useFlash';
import type { ResolvedLayout } from './layout';
import { useRecord } from './recordContext';
import classes from './RecordStrip.module.css';

export function RecordStrip({ layout }: { layout: ResolvedLayout }) {
  if (layout.header.length === 0) return null;
  return (
    <dl className={classes.strip} aria-label="At a glance">
      {layout.header.map((column) => (
        <Item key={column.id} column={column} delta={layout.delta.get(column.id)} />
      ))}
    </dl>
  );
}

function Item({ column, delta }: { column: Column; delta: Column | undefined }) {
  const { table, record } = useRecord();
  const { explain } = useOpen();
  const value = record.values[column.id];
  const flashing = useFlash(value);
  const name = titleOf(column);
  const content = delta ? <Health column={column} delta={delta} /> : <Value column={column} />;
  return (
    <div className={classes.item} data-flash={flashing || undefined}>
      <dt>{name}</dt>
      <dd title={changeWords(table.id, record.id, column.id) || undefined}>
        {column.computed ? (
          <UnstyledButton
            className={classes.explain ?? ''}
            onClick={() => explain({ table: table.id, row: record.id, column: column.id })}
          >
            {content}
            <span className="visually-hidden">Explain {name}</span>
          </UnstyledButton>
        ) : (
          content
        )}
      </dd>
    </div>
  );
}

function Health({ column, delta }: { column: Column; delta: Column }) {
  const { record } = useRecord();
  const value = record.values[column.id];
  const change = record.values[delta.id];
  const style = record.styles[column.id] ?? record.styles['*'];
  return (
    <Gauge
      label={titleOf(column)}
      shape={column}
      value={typeof value === 'number' ? value : undefined}
      minimum={column.minimum}
      maximum={column.maximum}
      tone={style ? toneOf(style.background ?? style.color) : 'blue'}
      {...(typeof change === 'number' ? { delta: change } : {})}
    />
  );
}

function Value({ column }: { column: Column }) {
  const { record } = useRecord();
  const value = record.values[column.id];
  const items = itemsOf(value);
  if (items.length === 0) return <span className={classes.none}>–</span>;
  if ((column.type === 'person' || column.type === 'multi-person') && items.every(isRowLink)) return <People column={column} people={items} />;
  if (typeof value === 'number' && column.storage === 'number') {
    return (
      <span className={`${classes.figure} number`} title={formatCell(column, value)}>
        {formatShort(column, value)}
      </span>
    );
  }
  if (isCellError(value)) return <Cell column={column} value={value} />;
  return (
    <span className={classes.words}>
      <Cell column={column} value={value} style={record.styles[column.id]} links={!column.computed} />
    </span>
  );
}

function People({ column, people }: { column: Column; people: RowLink[] }) {
  return (
    <span className={classes.people}>
      {people.map(({ rowId, name }) => (
        <span key={rowId} className={classes.person}>
          <Avatar size={22} radius="xl" name={name} color="indigo" alt="" />
          {column.target ? (
            <RecordLink table={column.target} row={rowId} className={classes.link}>
              {name}
            </RecordLink>
          ) : (
            name
          )}
        </span>
      ))}
    </span>
  );
}
