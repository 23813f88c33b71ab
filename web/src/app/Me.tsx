// Who uses this page: it decides what "mine" means. On the server's own machine one says so here.
import { Avatar, Menu, Select, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchMe, fetchPeople, setMe } from '../api/people';
import { tellRefused } from '../edit/writer';
import classes from './Me.module.css';

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => fetchMe(signal) });

export function Me() {
  const { data: me } = useMe();
  const [open, setOpen] = useState(false);
  const people = useQuery({ queryKey: ['people'], queryFn: ({ signal }) => fetchPeople(signal), enabled: open });
  const client = useQueryClient();
  const name = me?.person?.name ?? me?.name ?? '';
  const choose = async (row: string | null) => {
    try {
      await setMe(row);
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'schema' });
      setOpen(false);
    } catch (error) {
      tellRefused(error);
    }
  };
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus>
      <Menu.Target>
        <UnstyledButton className={classes.me ?? ''}>
          <Avatar size={26} radius="xl" name={name || '?'} color="indigo" alt="" aria-hidden />
          <span className="visually-hidden">{name ? `You are ${name}` : 'Who you are'}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.panel}>
          <p className={classes.name}>{name}</p>
          {me?.email && <p className={classes.email}>{me.email}</p>}
          {me?.local && (
            <Select
              label="On this machine I am"
              placeholder="Nobody in particular"
              description="Decides which accounts are mine"
              searchable
              clearable
              comboboxProps={{ withinPortal: false }}
              data={people.data?.items.map(({ id, name: label }) => ({ value: id, label })) ?? []}
              value={me.person?.rowId ?? null}
              onChange={(row) => void choose(row)}
            />
          )}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
