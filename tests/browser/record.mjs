// A record, and what becomes of it: its figures and tabs are what the API says; others' edits, conflicts and a lost network lose
// nothing; history, undo and the bin bring things back.
import assert from 'node:assert/strict';
import { Blueprint, open } from './blueprint.mjs';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const ACCOUNT = 'Account_Master';

async function page(browser, server, blueprint, gard) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const table = blueprint.table(ACCOUNT);
  const path = `/record/x~${table.id}/${gard.id}`;
  const rowsOf = async (name) => (await server.rows(name)).filter(({ values }) => values.Account === gard.name);

  await check('record: the figures at its top are those of the blueprint, health with what it changed', async () => {
    await open(visit, server, path);
    const strip = page.getByLabel('At a glance');
    const { header } = table.record;
    await until('the figures', async () => (await strip.locator('dt').count()) === header.length);
    const titles = header.map((id) => table.columns.find((column) => column.id === id).name.replaceAll('_', ' '));
    assert.deepEqual(await strip.locator('dt').allInnerTexts(), titles);
    const health = (await server.rows(ACCOUNT)).find(({ id }) => id === gard.id).values;
    const words = await strip.getByRole('img').first().getAttribute('aria-label');
    assert.ok(words.includes(Number(health.Health_Score).toFixed(1)), words);
    if (typeof health.Health_Score_Trend_30d === 'number') assert.ok(words.includes(Math.abs(health.Health_Score_Trend_30d).toFixed(1)), words);
    await visit.screenshot('record');
  });

  await check('record: every tab of the blueprint is there, each list with the rows that point here, and none has a fault', async () => {
    for (const { title, related = [], timeline, files } of table.record.tabs) {
      await page.getByRole('tab', { name: title, exact: true }).click();
      await page.getByRole('tabpanel', { name: title }).waitFor();
      for (const { table: key } of related) {
        const other = blueprint.schema.tables.find(({ id }) => id === key);
        const name = other.title || other.name.replaceAll('_', ' ');
        const count = (await rowsOf(other.name)).length;
        const list = page.getByRole('region', { name, exact: true });
        await until(`${name} with ${count} rows`, async () => (await list.locator('h2').innerText()).replace(/\s+/g, ' ') === `${name} ${count}`);
      }
      for (const list of await page.getByRole('tabpanel', { name: title }).getByRole('table').all()) {
        const heads = await list.locator('th[scope="col"]').allInnerTexts();
        assert.equal(new Set(heads).size, heads.length, `a column twice: ${heads}`);
      }
      if (timeline) await page.getByRole('link', { name: 'QBR', exact: true }).first().waitFor();
      if (files) await page.getByText(/attach|drop/i).first().waitFor();
      assert.deepEqual(await visit.accessibilityFaults(), [], title);
      assert.ok(page.url().includes('tab=') || title === table.record.tabs[0].title, 'the tab is in the address');
    }
    await page.reload();
    await page.getByRole('tab', { name: table.record.tabs.at(-1).title, selected: true }).waitFor();
  });

  await check('record: a row added from a list belongs to the record', async () => {
    await page.getByRole('tab', { name: 'Risks', exact: true }).click();
    await page.getByRole('button', { name: /^Add to/ }).click();
    const drawer = page.getByRole('dialog', { name: /^New:/ });
    await drawer.getByText(gard.name, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  await check('record: a computed value is overridden with a reason and until a day, marked, and given back', async () => {
    await open(visit, server, path);
    const column = table.columns.find(({ overridable }) => overridable);
    const title = column.name.replaceAll('_', ' ');
    const field = page.locator(`[data-column="${column.id}"]`);
    const value = async () => (await server.rows(ACCOUNT)).find(({ id }) => id === gard.id).values[column.name];
    const computed = await value();
    await field.getByRole('button', { name: `More about ${title}` }).click();
    await page.getByRole('menuitem', { name: 'Override…' }).click();
    const dialog = page.getByRole('dialog', { name: `Override ${title} of ${gard.name}` });
    await dialog.getByText(`Computed: ${computed}.`).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('override');
    await dialog.getByLabel('Value to show').fill('As agreed');
    await dialog.getByLabel('Reason').fill('The sponsor has signed');
    await dialog.getByRole('textbox', { name: 'Until' }).fill('someday');
    await dialog.getByRole('button', { name: 'Override', exact: true }).click();
    await dialog.getByText(/“someday” is not a date/).waitFor();
    assert.equal(await value(), computed, 'it was set for good, though a day was written');
    await dialog.getByRole('textbox', { name: 'Until' }).fill('+30');
    await dialog.getByRole('button', { name: 'Override', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await field.getByText(/The sponsor has signed.*until/).waitFor();
    assert.equal(await value(), 'As agreed');
    await field.getByRole('button', { name: `Show the computed ${title} again` }).click();
    await until('the computed value', async () => (await value()) === computed);
  });

  await check('record: previous and next go through the view, beside the page too', async () => {
    const all = `/view/x~${blueprint.view('Platform_Health_Metrics', 'All Metrics').id}`;
    const metrics = blueprint.table('Platform_Health_Metrics').id;
    const { rows } = await server.json('GET', `/api/views/${blueprint.view('Platform_Health_Metrics', 'All Metrics').id}/rows?limit=3`);
    await open(visit, server, `${all}?peek=${metrics}/${rows[0].id}`);
    const beside = page.getByRole('dialog', { name: rows[0].name });
    await beside.waitFor();
    assert.equal(await beside.getByRole('button', { name: 'Previous' }).isDisabled(), true);
    await beside.getByRole('button', { name: 'Next' }).click();
    await until('the next record', () => page.url().includes(rows[1].id));
    await page.keyboard.press('Alt+ArrowDown');
    await until('the one after', () => page.url().includes(rows[2].id));
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
    await until('the panel closed', () => !page.url().includes('peek='));
  });

  await check('record: nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
}

/** Opens the editor of a text field and types without leaving it. */
async function typeInto(page, title, text) {
  await page.getByRole('button', { name: `Edit ${title}`, exact: true }).click();
  const editor = page.getByRole('textbox', { name: title, exact: true });
  await editor.fill(text);
  return editor;
}

async function together(browser, server, blueprint, gard) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const path = `/record/x~${blueprint.table(ACCOUNT).id}/${gard.id}`;
  const country = async () => (await server.rows(ACCOUNT)).find(({ id }) => id === gard.id).values.Country;
  const before = await country();
  const field = page.locator(`[data-column="${blueprint.column(ACCOUNT, 'Country')}"]`);
  await open(visit, server, path);
  await page.getByText('Live', { exact: true }).waitFor();

  await check('live: what somebody else writes appears within a second, and moves nothing', async () => {
    await page.getByRole('heading', { name: 'Geography & Contacts' }).scrollIntoViewIfNeeded();
    const top = await page.evaluate(() => scrollY);
    await server.update(ACCOUNT, gard.id, { Country: 'Elsewhere' });
    await until('the value', async () => (await field.innerText()).includes('Elsewhere'), 1_000);
    assert.equal(await page.evaluate(() => scrollY), top);
  });

  await check('live: typing is not disturbed, and whoever saves late is shown both values', async () => {
    const editor = await typeInto(page, 'Country', 'Mine');
    await server.update(ACCOUNT, gard.id, { Country: 'Theirs' });
    await page.getByText(/Meanwhile it became Theirs/).waitFor();
    assert.equal(await editor.inputValue(), 'Mine');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Somebody else was quicker' });
    await dialog.waitFor();
    const words = await dialog.innerText();
    assert.ok(words.includes('Mine') && words.includes('Theirs'), words);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    assert.equal(await country(), 'Theirs');
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await until('my value', async () => (await country()) === 'Mine');
  });

  await check('live: without a network what is typed waits, and is sent when it is back', async () => {
    await visit.context.setOffline(true);
    await typeInto(page, 'Country', 'Written offline');
    await page.keyboard.press('Enter');
    await until('the value on the screen', async () => (await field.innerText()).includes('Written offline'));
    assert.equal(await country(), 'Mine');
    await page.getByText('1 edit waits', { exact: true }).waitFor();
    await visit.context.setOffline(false);
    await until('the value on the server', async () => (await country()) === 'Written offline', 20_000);
  });

  await check('history: each change of a field stands there with who and when, and one click brings a value back', async () => {
    await page.getByRole('tab', { name: 'History', exact: true }).click();
    await page.getByText('Written offline').first().waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.getByRole('button', { name: `Restore Country to ${before}`, exact: true }).last().click();
    await until('the value as it was', async () => (await country()) === before);
  });
  await visit.close();
}

async function takenBack(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const tasks = () => server.rows('Tasks');
  const made = await server.json('POST', '/api/edits', { reason: 'three tasks at once', actions: ['One', 'Two', 'Three'].map((name) => ({ write: { table: 'Tasks', cells: { Task_Name: `Taken back ${name}` } } })) });
  const [first] = made.inserted;

  await check('bin: a deleted row is there, and comes back as it was', async () => {
    await server.json('POST', '/api/edits', { actions: [{ delete: { table: 'Tasks', row: first } }] });
    await open(visit, server, '/bin');
    await page.getByRole('button', { name: 'Restore Taken back One' }).click();
    await until('the row', async () => (await tasks()).some(({ id, name }) => id === first && name === 'Taken back One'));
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('history: a transaction of many rows is one step, and is taken back as one', async () => {
    await open(visit, server, '/history');
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('history');
    await page.getByRole('button', { name: `Undo step ${made.sequence}`, exact: true }).click();
    await until('all three gone', async () => (await tasks()).every(({ name }) => !name.startsWith('Taken back')));
  });

  await check('history and bin: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

export async function record(browser, server) {
  const blueprint = await Blueprint.read(server);
  const gard = (await server.rows(ACCOUNT)).find(({ name }) => name === 'Gard AS');
  for (const part of [page, together, takenBack]) await check(`${part.name}: all of it was tried`, () => part(browser, server, blueprint, gard));
}
