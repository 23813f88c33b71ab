// "Mine" means nothing until one has said who one is.
import { Button, Group, Select } from '@mantine/core';
import { usePeople } from '../app/Me';
import { IconUserCircle } from '../parts/icons';
import { Message } from '../parts/Message';
import type { Scope } from './scopes';

interface Props {
  local: boolean;
  /** Scopes that do not depend on a person. */
  others: Scope[];
  onScope: (view: string) => void;
}

export function WhoAreYou({ local, others, onScope }: Props) {
  const { people, choose } = usePeople(local);
  return (
    <Message
      icon={<IconUserCircle size={22} />}
      title={local ? 'Say who you are' : 'You are not among the people of this workspace'}
      action={
        <Group justify="center" gap="xs">
          {local && (
            <Select
              aria-label="I am"
              placeholder="I am …"
              searchable
              data={people.map(({ id, name }) => ({ value: id, label: name }))}
              value={null}
              onChange={choose}
            />
          )}
          {others.map(({ label, view }) => (
            <Button key={view.id} variant="default" onClick={() => onScope(view.id)}>
              {label}
            </Button>
          ))}
        </Group>
      }
    >
      {local
        ? 'Then this page shows what is yours. You can change it at any time in the menu at the top right.'
        : 'Your sign-in has an e-mail address that belongs to nobody in the directory, so there is nothing that is yours. Ask an administrator to add it.'}
    </Message>
  );
}
