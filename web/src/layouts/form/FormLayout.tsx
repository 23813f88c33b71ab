// A view as a form: for those who only put something in.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { titleOf } from '../../api/schema';
import { useOpen } from '../../app/open';
import { IconCircleCheck, IconLock } from '../../parts/icons';
import { Message } from '../../parts/Message';
import type { LayoutProps } from '../../views/viewQuery';
import classes from './Form.module.css';
import { RowFields } from './RowFields';
import { useRowForm } from './useRowForm';

export default function FormLayout({ table, view }: LayoutProps) {
  const open = useOpen();
  // The columns of a grid are no form: only those that the blueprint names for the form are.
  const form = useRowForm(table, view.form?.columns);
  const [sent, setSent] = useState<{ row: string | undefined }>();
  if (form.sections.length === 0) {
    return (
      <Message icon={<IconLock size={22} />} title="Nothing to fill in">
        All columns of {titleOf(table)} are computed or filled in by the system.
      </Message>
    );
  }
  const again = () => {
    form.reset();
    setSent(undefined);
  };
  if (sent) {
    const { row } = sent;
    return (
      <Message
        role="status"
        icon={<IconCircleCheck size={22} />}
        title={row ? 'Thank you, it is saved' : 'It is kept and will be sent'}
        action={
          <Group justify="center" gap="xs">
            <Button onClick={again} autoFocus>
              Submit another
            </Button>
            {row && (
              <Button variant="default" onClick={() => open.peek(table.id, row)}>
                Look at it
              </Button>
            )}
          </Group>
        }
      >
        {row ? `It is a new row of ${titleOf(table)}.` : 'The server cannot be reached; this browser sends it as soon as it can.'}
      </Message>
    );
  }
  return (
    <form
      ref={form.form}
      noValidate
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        void form.send().then((outcome) => outcome && setSent(outcome));
      }}
    >
      {view.form?.title && <h2 className={classes.title}>{view.form.title}</h2>}
      <RowFields table={table} form={form} />
      <Group gap="xs" className={classes.submit ?? ''}>
        <Button type="submit" loading={form.sending}>
          {view.form?.submit ?? 'Submit'}
        </Button>
        <Button variant="subtle" color="gray" onClick={again}>
          Start over
        </Button>
      </Group>
    </form>
  );
}
