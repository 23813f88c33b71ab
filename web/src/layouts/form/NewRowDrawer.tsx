// A new row from anywhere: a drawer over the page, open while the address says so. What was written is not given up by a stray
// click: it asks first.
import { Button, Drawer, Group } from '@mantine/core';
import { useState } from 'react';
import { titleOf, type Table } from '../../api/schema';
import { useOpen } from '../../app/open';
import { useSchema } from '../../app/schemaContext';
import { useFocusBack } from '../../parts/useFocusBack';
import classes from './Form.module.css';
import { RowFields } from './RowFields';
import { useRowForm } from './useRowForm';

interface Props {
  table: string;
  cells: Record<string, string>;
}

export function NewRowDrawer({ table: key, cells }: Props) {
  useFocusBack();
  const table = useSchema().table(key);
  const { closeNew } = useOpen();
  if (!table) {
    return (
      <Drawer opened position="right" onClose={closeNew} title="New row" closeButtonProps={{ 'aria-label': 'Close' }}>
        There is no such table.
      </Drawer>
    );
  }
  return <Inner key={table.id} table={table} cells={cells} />;
}

function Inner({ table, cells }: { table: Table; cells: Record<string, string> }) {
  const { closeNew } = useOpen();
  // The same cells stay the same object while the drawer is open.
  const [known] = useState(cells);
  const form = useRowForm(table, undefined, known);
  const [asking, setAsking] = useState(false);
  const close = () => (form.dirty && !asking ? setAsking(true) : closeNew());
  const submit = async () => {
    if (await form.send()) closeNew();
  };
  return (
    <Drawer
      opened
      position="right"
      size="md"
      onClose={close}
      title={`New: ${titleOf(table)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: classes.drawerBody ?? '' }}
    >
      <form
        ref={form.form}
        noValidate
        className={classes.drawerForm}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}
      >
        <div className={classes.drawerFields}>
          <RowFields table={table} form={form} autoFocus />
        </div>
        <div className={classes.foot}>
          {asking ? (
            <div role="alertdialog" aria-label="Discard what you have written?" className={classes.asking}>
              <span>Discard what you have written?</span>
              <Group gap="xs">
                <Button variant="default" autoFocus onClick={() => setAsking(false)}>
                  Keep writing
                </Button>
                <Button color="red" onClick={closeNew}>
                  Discard
                </Button>
              </Group>
            </div>
          ) : (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={form.sending}>
                Add
              </Button>
            </Group>
          )}
        </div>
      </form>
    </Drawer>
  );
}
