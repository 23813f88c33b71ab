// From trying to doing: the cells become one transaction, formulas one change of the blueprint; after a look at what is written.
import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { switchAmendment } from '../api/amendments';
import type { EditAction } from '../api/edits';
import { changeSchema, type SchemaChange } from '../api/effect';
import { titleOf } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { useWriter } from '../edit/writer';
import { refusalWords, tellChanged, tellDoneWithUndo } from '../formula/save';
import type { Draft } from './draft';
import classes from './WhatIf.module.css';

interface Props {
  draft: Draft;
  opened: boolean;
  onClose: () => void;
  /** What was done is no longer only tried. */
  onDone: (rest: Draft) => void;
}

export function Apply({ draft, opened, onClose, onDone }: Props) {
  const schema = useSchema();
  const client = useQueryClient();
  const { write } = useWriter();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { cells = [], formulas = {}, amendments = {} } = draft;
  const columnAt = (place: string) => {
    const [tableKey = '', key = ''] = place.split('/');
    const table = schema.table(tableKey);
    return { table, column: table && schema.column(table, key) };
  };

  const apply = async () => {
    setBusy(true);
    setRefused(undefined);
    let rest = draft;
    try {
      if (Object.keys(formulas).length > 0) {
        const change = (of: (place: string) => unknown): SchemaChange[] =>
          Object.keys(formulas).flatMap((place) => {
            const { table, column } = columnAt(place);
            return table && column ? [{ verb: 'change' as const, subject: 'column' as const, table: table.id, name: column.id, settings: { formula: of(place) } }] : [];
          });
        await changeSchema(change((place) => formulas[place]), 'what if');
        tellChanged('The formulas are changed', change((place) => columnAt(place).column?.formula ?? null), client);
        rest = { ...rest, formulas: {} };
      }
      for (const [id, on] of Object.entries(amendments)) {
        await switchAmendment(id, on);
        tellDoneWithUndo(`${id} is ${on ? 'on' : 'off'}`, () => switchAmendment(id, !on), client);
      }
      rest = { ...rest, amendments: {} };
      if (cells.length > 0) {
        await write(actionsOf(cells), { reason: 'what if', quiet: true, toast: cells.length === 1 ? '1 cell is written' : `${cells.length} cells are written` });
        rest = { ...rest, cells: [] };
      }
      onDone(rest);
      onClose();
    } catch (error) {
      setRefused(refusalWords(error));
      onDone(rest);
    } finally {
      setBusy(false);
      void client.invalidateQueries();
    }
  };

  return (
    <Modal opened={opened} onClose={onClose} title="Do what was tried" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ul className={classes.applied}>
        {Object.keys(formulas).map((place) => {
          const { table, column } = columnAt(place);
          return (
            <li key={place}>
              The formula of {titleOf(column ?? { name: place })} of {table ? titleOf(table) : ''}
            </li>
          );
        })}
        {Object.entries(amendments).map(([id, on]) => (
          <li key={id}>
            Amendment {id} is switched {on ? 'on' : 'off'}
          </li>
        ))}
        {cells.length > 0 && <li>{cells.length === 1 ? '1 cell is written' : `${cells.length} cells are written, in one step`}</li>}
      </ul>
      {refused && (
        <p role="alert" className={classes.refused}>
          {refused}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Keep trying
        </Button>
        <Button loading={busy} onClick={() => void apply()} data-autofocus>
          Apply
        </Button>
      </div>
    </Modal>
  );
}

/** One write for each row. */
function actionsOf(cells: NonNullable<Draft['cells']>): EditAction[] {
  const rows = new Map<string, { table: string; row: string; cells: Record<string, NonNullable<Draft['cells']>[number]['value']> }>();
  for (const { table, row, column, value } of cells) {
    const key = `${table}/${row}`;
    const known = rows.get(key) ?? { table, row, cells: {} };
    known.cells[column] = value;
    rows.set(key, known);
  }
  return [...rows.values()].map((write) => ({ write }));
}
