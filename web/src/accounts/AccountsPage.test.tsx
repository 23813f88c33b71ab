import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeQueryClient } from '../app/App';
import { AccountsPage } from './AccountsPage';

const row = (id: string, name: string, risk: string, health: number | '') => ({
  id,
  name,
  values: { Account_Name: name, Renewal_Risk_Level: risk, Health_Score: health, ARR: 1000, Days_To_Renewal: 100 },
});

const explanation = {
  formula: '[A] * 0.5 + [B] * 0.5',
  value: 75,
  computed: 75,
  inputs: [{ text: '[A]', value: 100, cell: { table: 'Account_Master', row: 'i-1', column: 'A' } }],
  contributions: [
    { label: '[A] * 0.5', value: 50 },
    { label: '[B] * 0.5', value: 25 },
  ],
};

const schema = {
  title: 'Test',
  currency: 'EUR',
  tables: [{ id: 't', name: 'Account_Master', columns: [{ id: 'c', name: 'Health_Score', description: 'What it means.' }] }],
};

type Answer = { status?: number; body: unknown };
let asked: string[];

function serve(answer: (path: string) => Answer) {
  asked = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const { status = 200, body } = path === '/api/schema' ? { body: schema } : answer(path);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
}

function show() {
  const client = makeQueryClient();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <AccountsPage />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return client;
}

const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);

beforeEach(() => history.replaceState(null, '', '/'));

describe('AccountsPage', () => {
  it('shows all pages of accounts, worst first, with totals', async () => {
    serve((path) =>
      path.includes('pageToken')
        ? { body: { items: [row('i-2', 'Beta', 'Critical', 40)] } }
        : { body: { items: [row('i-1', 'Alpha', 'Healthy', 92.25)], nextPageToken: 'next' } },
    );
    show();
    await screen.findByText('Alpha');
    expect(names()).toEqual(['Beta', 'Alpha']);
    expect(screen.getByText('92.3')).toBeTruthy();
    expect(await screen.findByText('50 % of accounts, €1K ARR')).toBeTruthy();
  });

  it('searches, says when nothing fits, and clears', async () => {
    serve(() => ({ body: { items: [row('i-1', 'Alpha', 'Healthy', 92), row('i-2', 'Beta', 'Critical', 40)] } }));
    show();
    const search = await screen.findByRole('textbox', { name: 'Search the accounts' });
    fireEvent.change(search, { target: { value: 'alp' } });
    expect(names()).toEqual(['Alpha']);
    expect(location.search).toBe('?q=alp');
    fireEvent.change(search, { target: { value: 'zzz' } });
    expect(screen.getByText('No account fits')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(names()).toHaveLength(2);
  });

  it('sorts by a column and turns round on the second click', async () => {
    serve(() => ({ body: { items: [row('i-1', 'Alpha', 'Healthy', 92), row('i-2', 'Beta', 'Critical', 40)] } }));
    show();
    const header = await screen.findByRole('button', { name: 'Health' });
    fireEvent.click(header);
    expect(names()).toEqual(['Beta', 'Alpha']);
    fireEvent.click(header);
    expect(names()).toEqual(['Alpha', 'Beta']);
    expect(screen.getByRole('columnheader', { name: 'Health' }).getAttribute('aria-sort')).toBe('descending');
  });

  it('explains a score in a dialog, and goes on to an input', async () => {
    serve((path) =>
      path.startsWith('/api/explain') ? { body: explanation } : { body: { items: [row('i-1', 'Alpha', 'Healthy', 75)] } },
    );
    show();
    fireEvent.click(await screen.findByRole('button', { name: /explain the health of Alpha/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Health Score of Alpha' });
    await within(dialog).findByText('adds up to the value');
    expect(within(dialog).getByText('[A] * 0.5 + [B] * 0.5')).toBeTruthy();
    await within(dialog).findByText('What it means.');
    fireEvent.click(within(dialog).getByRole('button', { name: 'A' }));
    await waitFor(() => expect(asked.at(-1)).toBe('/api/explain?table=Account_Master&row=i-1&column=A'));
  });

  it('says when the parts do not add up', async () => {
    serve((path) =>
      path.startsWith('/api/explain')
        ? { body: { ...explanation, computed: 80 } }
        : { body: { items: [row('i-1', 'Alpha', 'Healthy', 80)] } },
    );
    show();
    fireEvent.click(await screen.findByRole('button', { name: /explain the health of Alpha/ }));
    expect(await screen.findByText('the value is 80.00')).toBeTruthy();
  });

  it('shows the new value after a change', async () => {
    let health = 40;
    serve(() => ({ body: { items: [row('i-1', 'Alpha', 'Critical', health)] } }));
    const client = show();
    await screen.findByText('40.0');
    health = 61.5;
    await client.invalidateQueries();
    const cell = (await screen.findByText('61.5')).closest('td');
    expect(cell?.dataset['flash']).toBeDefined();
  });

  it('shows an account whose health is not known', async () => {
    serve(() => ({ body: { items: [row('i-1', 'Alpha', '', '')] } }));
    show();
    expect(await screen.findByText('not known')).toBeTruthy();
  });

  it('says what to do when there is no account', async () => {
    serve(() => ({ body: { items: [] } }));
    show();
    expect(await screen.findByText('No accounts yet')).toBeTruthy();
  });

  it('shows the words of a refusal and tries again when asked', async () => {
    let status = 400;
    serve(() =>
      status === 200
        ? { body: { items: [row('i-1', 'Alpha', 'Healthy', 92)] } }
        : { status, body: { statusCode: status, message: 'The table is being rebuilt.' } },
    );
    show();
    expect((await screen.findByRole('alert')).textContent).toContain('The table is being rebuilt.');
    status = 200;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Alpha')).toBeTruthy();
  });

  it('says so when the browser is not signed in', async () => {
    serve(() => ({ status: 401, body: { message: 'A token is missing.' } }));
    show();
    expect((await screen.findByRole('alert')).textContent).toContain('This browser is not signed in');
  });
});
