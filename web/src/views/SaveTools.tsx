// What the address changes of a view is not saved until one says so: over the saved view, or as another one.
import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { changeSavedView, createSavedView, type Access, type Definition, type SavedView } from '../api/savedViews';
import type { Table } from '../api/schema';
import { tellRefused } from '../edit/writer';
import { notifications } from '@mantine/notifications';
import classes from './Toolbar.module.css';

interface Props {
  saved: SavedView | undefined;
  changed: boolean;
  definition: Definition;
  onSaved: () => void;
  onSaveAs: () => void;
  onReset: () => void;
}

export const mayChange = (saved: SavedView) => saved.mine && saved.access !== 'locked';

export function SaveTools({ saved, changed, definition, onSaved, onSaveAs, onReset }: Props) {
  if (!changed) return null;
  const save = async () => {
    if (!saved) return;
    try {
      await changeSavedView(saved.id, { definition });
      onSaved();
    } catch (error) {
      tellRefused(error);
    }
  };
  return (
    <span className={classes.unsaved}>
      Unsaved changes
      {saved && mayChange(saved) && (
        <Button size="compact-xs" variant="light" onClick={() => void save()}>
          Save
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" onClick={onSaveAs}>
        Save as…
      </Button>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={onReset}>
        Reset
      </Button>
    </span>
  );
}

interface DialogProps {
  table: Table;
  /** Rename it; without, a new one is made of the definition. */
  saved?: SavedView | undefined;
  suggestion: string;
  definition: Definition;
  onDone: (id: string) => void;
  onClose: () => void;
}

export function SaveDialog({ table, saved, suggestion, definition, onDone, onClose }: DialogProps) {
  const [name, setName] = useState(suggestion);
  const [access, setAccess] = useState<Access>(saved?.access ?? 'personal');
  // What is locked is opened first.
  const locked = saved?.access === 'locked' && access === 'locked';
  const [fault, setFault] = useState<string>();
  const save = async () => {
    if (name.trim() === '') return setFault('A view needs a name.');
    try {
      const answer = saved ? await changeSavedView(saved.id, { name: name.trim(), access }) : await createSavedView(table.id, name.trim(), access, definition);
      notifications.show({ message: saved ? 'The view is changed.' : `“${name.trim()}” is saved.`, color: 'gray' });
      onDone(saved?.id ?? answer.id);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={saved ? 'Change the view' : 'Save the view as'} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label="Name"
            description={locked ? 'It is locked: say below who sees it, then change it.' : undefined}
            value={name}
            error={fault}
            disabled={locked}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label="Who sees it"
            data={[
              { value: 'personal', label: 'Only I' },
              { value: 'shared', label: 'Everyone' },
              { value: 'locked', label: 'Everyone, locked' },
            ]}
            value={access}
            onChange={(next) => setAccess(next as Access)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={locked}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
