// Filters of a view against the real binary: every kind of condition, and the builder.
import assert from 'node:assert/strict';
import { check, until } from './checks.mjs';
import { accounts, usual } from './gridPage.mjs';

/** Each operator: what the server lets through is what a reckoning over all rows finds. */
export async function filters(visit, grid, server) {
  const all = await server.rows(accounts);
  const filled = (value) => !(value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0));
  const day = (value) => String(value).slice(0, 10);
  const arr = all.map(({ values }) => values.ARR).sort((a, b) => a - b)[all.length >> 1];
  const manager = all.find(({ values }) => filled(values.Customer_Success_Manager)).values.Customer_Success_Manager;
  const people = await server.rows('People_Team');
  const link = { rowId: people.find(({ name }) => name === manager).id, name: manager };
  const { name, values: { Industry_Vertical: vertical } } = all[0];
  const other = all.find(({ values }) => values.Industry_Vertical !== vertical).values.Industry_Vertical;
  const begins = name.slice(0, 2).toLowerCase();
  const renewal = day(all[5].values.Renewal_Date);
  const today = day(new Date().toISOString());
  const shift = (days) => day(new Date(Date.parse(today) + days * 86_400_000).toISOString());
  const cases = [
    ['ARR', '=', arr, ({ ARR }) => ARR === arr],
    ['ARR', '!=', arr, ({ ARR }) => ARR !== arr],
    ['ARR', '<', arr, ({ ARR }) => ARR < arr],
    ['ARR', '<=', arr, ({ ARR }) => ARR <= arr],
    ['ARR', '>', arr, ({ ARR }) => ARR > arr],
    ['ARR', '>=', arr, ({ ARR }) => ARR >= arr],
    ['S&P_Rating', 'blank', undefined, (values) => !filled(values['S&P_Rating'])],
    ['S&P_Rating', 'filled', undefined, (values) => filled(values['S&P_Rating'])],
    ['S&P_Rating', 'not-contains', 'A', (values) => !String(values['S&P_Rating']).includes('A')],
    ['Account_Name', 'contains', name.slice(1).toUpperCase(), ({ Account_Name }) => Account_Name.toLowerCase().includes(name.slice(1).toLowerCase())],
    ['Account_Name', 'starts', begins, ({ Account_Name }) => Account_Name.toLowerCase().startsWith(begins)],
    ['Account_Name', '=', name, ({ Account_Name }) => Account_Name === name],
    ['Industry_Vertical', 'any', [vertical, other], ({ Industry_Vertical: value }) => [vertical, other].includes(value)],
    ['Industry_Vertical', 'none', [vertical, other], ({ Industry_Vertical: value }) => ![vertical, other].includes(value)],
    ['Customer_Success_Manager', 'any', [link], ({ Customer_Success_Manager: value }) => value === manager],
    ['Customer_Success_Manager', 'none', [link], ({ Customer_Success_Manager: value }) => value !== manager],
    ['Renewal_Date', '=', renewal, ({ Renewal_Date }) => day(Renewal_Date) === renewal],
    ['Renewal_Date', '<', renewal, ({ Renewal_Date }) => day(Renewal_Date) < renewal],
    ['Renewal_Date', '>', renewal, ({ Renewal_Date }) => day(Renewal_Date) > renewal],
    ['Renewal_Date', '<=', renewal, ({ Renewal_Date }) => day(Renewal_Date) <= renewal],
    ['Renewal_Date', '>=', renewal, ({ Renewal_Date }) => day(Renewal_Date) >= renewal],
    ['Renewal_Date', 'within', 'next-90', ({ Renewal_Date }) => day(Renewal_Date) >= today && day(Renewal_Date) <= shift(90)],
    ['Renewal_Date', 'within', 'past', ({ Renewal_Date }) => day(Renewal_Date) < today],
    ['Renewal_Date', 'within', 'future', ({ Renewal_Date }) => day(Renewal_Date) > today],
    ['Created_Date', '=', today, ({ Created_Date }) => day(Created_Date) === today],
    ['Created_Date', '>', today, ({ Created_Date }) => day(Created_Date) > today],
    ['Created_Date', '<=', today, ({ Created_Date }) => day(Created_Date) <= today],
    ['Created_Date', 'within', 'last-7', ({ Created_Date }) => day(Created_Date) >= shift(-7)],
  ];
  await check(`each of ${cases.length} kinds of condition lets through what it says`, async () => {
    for (const [column, operator, value, holds] of cases) {
      const condition = { column: grid.column(accounts, column), operator, ...(value === undefined ? {} : { value }) };
      const expected = all.filter(({ values }) => holds(values)).length;
      await grid.page.goto('about:blank');
      const answered = grid.page.waitForResponse((answer) => /\/api\/views\/.*\/rows\?.*filter=/.test(answer.url()));
      const search = new URLSearchParams({ filter: JSON.stringify({ all: [condition] }) });
      await grid.page.goto(`${server.url}/view/x~${grid.table(accounts).views[0].id}?${search}`);
      const answer = await answered;
      const words = `${column} ${operator} ${JSON.stringify(value)}`;
      assert.equal(answer.status(), 200, `${words}: ${await answer.text()}`);
      assert.equal((await answer.json()).total, expected, words);
    }
  });

  await check('a filter is built by keyboard and mouse: nested groups, and a formula whose fault stands under it', async () => {
    const { page } = visit;
    await grid.open(accounts, usual);
    await page.getByRole('toolbar').getByRole('button', { name: /^Filter/ }).click();
    const panel = page.getByRole('dialog', { name: 'Filter' });
    await panel.getByRole('button', { name: 'Condition', exact: true }).click();
    await panel.getByRole('combobox', { name: 'Field' }).fill('Industry Vert');
    await page.getByRole('option', { name: 'Industry Vertical' }).click();
    await panel.getByRole('combobox', { name: 'Value' }).click();
    await page.getByRole('option', { name: vertical }).click();
    const ofVertical = all.filter(({ values }) => values.Industry_Vertical === vertical).length;
    await until(`those of ${vertical}`, async () => (await grid.total()) === ofVertical + 3);
    await panel.getByRole('button', { name: 'Formula', exact: true }).click();
    await panel.getByRole('textbox', { name: 'Formula that must hold' }).fill('[ARRR] > 5');
    await panel.getByText(/did you mean/).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await panel.getByRole('textbox', { name: 'Formula that must hold' }).fill(`[ARR] > ${arr}`);
    const both = all.filter(({ values }) => values.Industry_Vertical === vertical && values.ARR > arr).length;
    await until('both hold', async () => (await grid.total()) === both + 3);
    await panel.getByRole('combobox', { name: 'How the conditions are joined' }).click();
    await page.getByRole('option', { name: 'Any of these holds' }).click();
    const any = all.filter(({ values }) => values.Industry_Vertical === vertical || values.ARR > arr).length;
    await until('any holds', async () => (await grid.total()) === any + 3);
    await visit.screenshot('grid-filter');
    await page.keyboard.press('Escape');
  });
}
