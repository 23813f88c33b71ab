// Who uses this page: it decides what "mine" means. On the server's own machine one says so here.
import { Avatar, Menu, Select, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchMe, fetchPeople, setMe } from '../api/people';
import { tellRefused } from '../edit/writer';
import { useSchema } from './schemaContext';

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => fetchMe(signal) });

/** The people of the workspace, and the way to say which of them one is. */
export function usePeople(wanted: boolean) {
  const client = useQueryClient();
  const table = useSchema().answer.peopleTable ?? '';
  const { data = [] } = useQuery({
    queryKey: ['people', table],
    queryFn: ({ signal }) => fetchPeople(signal),
    enabled: wanted && table !== '',
  });
  const choose = (row: string | null) =>
    void setMe(row)
      .then(() => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'schema' }))
      .catch(tellRefused);
  return { people: data, choose };
}

export function Me() {
  const { data: me } = useMe();
  const [open, setOpen] = useState(false);
  const { people, choose } = usePeople(open);
  const name = me?.name ?? '';
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus>
      <Menu.Target>
        <UnstyledButton>
          <Avatar size={26} radius="xl" name={name || '?'} color="indigo" alt="" aria-hidden />
          <span className="visually-hidden">{name ? `You are ${name}` : 'Who you are'}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        {me?.local && (
          <Select
            label="On this machine I am"
            placeholder="Nobody in particular"
            description="Decides which rows are mine"
            searchable
            clearable
            comboboxProps={{ withinPortal: false }}
            data={people.map(({ id, name: label }) => ({ value: id, label }))}
            value={me.person?.rowId ?? null}
            onChange={choose}
          />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
