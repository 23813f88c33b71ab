// Files in cells, from the disk into a record and a grid and back again; who else is there, in two browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { GridPage } from './gridPage.mjs';

const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

export async function files(browser, server) {
  const tables = await GridPage.schema(server);
  const table = tables.find(({ columns }) => columns.some(({ type }) => type === 'files'));
  const column = table.columns.find(({ type }) => type === 'files');
  const [{ id: record, name }] = await server.rows(table.name);
  const titleOf = ({ title, name }) => title ?? name.replaceAll('_', ' ');
  const title = titleOf(column);
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light', acceptDownloads: true });
  const { page } = visit;
  const kept = async () => (await server.json('GET', `/api/tables/${table.id}/rows/${record}`)).values[column.id] ?? [];

  /** The tab of the record that shows the files. */
  const openFiles = async () => {
    await page.goto(`${server.url}/record/x~${table.id}/${record}`);
    const field = page.locator(`[data-column="${column.id}"]`);
    await page.getByRole('tab').first().waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      if ((await field.count()) > 0) break;
      await tab.click();
      await page.waitForLoadState('networkidle');
    }
    await field.waitFor();
    return field;
  };

  await check('a file is attached to a record, shown with its name and size, and comes back as it was', async () => {
    const field = await openFiles();
    await field.locator('input[type=file]').setInputFiles([file('Plan & "notes" <2026>.txt', 'what we agreed on')]);
    await until('the file in the cell', async () => (await kept()).length === 1);
    assert.equal((await kept())[0].name, 'Plan & "notes" <2026>.txt');
    const link = page.getByRole('link', { name: /Plan & "notes" <2026>\.txt/ }).first();
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    assert.equal(readFileSync(await download.path(), 'utf8'), 'what we agreed on');
    assert.match(download.suggestedFilename(), /^Plan & .notes. .2026.\.txt$/);
    await until('axe-core to be content', async () => (await visit.accessibilityFaults()).length === 0);
  });

  await check('a second file joins the first; one is taken away; Undo brings it back', async () => {
    const field = await openFiles();
    await field.locator('input[type=file]').setInputFiles([file('second.txt', '2'), file('third.txt', '3')]);
    await until('three files', async () => (await kept()).length === 3);
    await field.getByRole('button', { name: 'Remove second.txt' }).click();
    await until('two files', async () => (await kept()).length === 2);
    await page.locator('h1').first().click();
    await page.keyboard.press('Control+z');
    await until('three files again', async () => (await kept()).length === 3);
  });

  await check('a file that is too large is refused with words before it is sent', async () => {
    const field = await openFiles();
    await field.locator('input[type=file]').setInputFiles([{ name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(26 * 1024 * 1024) }]);
    await field.getByText(/large\.bin is larger than 25 MB/).waitFor();
    await page.keyboard.press('Escape');
    assert.equal((await kept()).length, 3);
  });

  await check('a cell of a grid opens its files in a dialog, and takes one more', async () => {
    const grid = new GridPage(page, server, tables);
    await grid.open(table.name, ['Account_Name', column.name], { q: name });
    const line = (await grid.texts('Account Name', 1)).indexOf(name) + 1;
    assert.ok(line > 0);
    assert.match(await grid.text(line, title), /second\.txt/);
    await grid.click(line, 'Account Name'); // a click on the file itself would fetch it
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.locator('input[type=file]').setInputFiles([file('fourth.txt', '4')]);
    await until('four files', async () => (await kept()).length === 4);
  });

  await check('nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
  await presence(browser, server, tables);
}

async function presence(browser, server, tables) {
  const table = tables.find(({ name }) => name === 'Account_Master');
  const [{ id: record }] = await server.rows(table.name);
  const arr = table.columns.find(({ name }) => name === 'ARR');
  const one = await Visit.open(browser, server.url);
  const two = await Visit.open(browser, server.url);
  const address = `${server.url}/record/x~${table.id}/${record}`;
  const here = (visit) => visit.page.getByRole('status', { name: 'Who else is here' });
  /** Says in the page's own session which person it is. */
  const become = (visit, index) =>
    visit.page.evaluate(async (n) => {
      const { items } = await (await fetch('/api/people')).json();
      await fetch('/api/me', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ person: items[n].id }) });
      return items[n].name;
    }, index);
  const [first, second] = [await become(one, 0), await become(two, 1)];

  await check('two who have a record open see each other by name', async () => {
    await one.page.goto(address);
    await two.page.goto(address);
    await until('the second in the first page', async () => (await here(one).innerText()).includes(`${second} is here, too`));
    await until('the first in the second page', async () => (await here(two).innerText()).includes(`${first} is here, too`));
    assert.deepEqual(await one.accessibilityFaults(), []);
    await one.screenshot('presence');
  });

  await check('a field that somebody edits says so, in the record and in the grid', async () => {
    const grid = new GridPage(one.page, server, tables);
    await grid.open(table.name, ['Account_Name', 'ARR']);
    await two.page.getByRole('tab').first().waitFor();
    const edit = two.page.locator(`[data-column="${arr.id}"]`).getByRole('button', { name: /^Edit / });
    for (const tab of await two.page.getByRole('tab').all()) {
      if ((await edit.count()) > 0) break;
      await tab.click();
    }
    await edit.first().click();
    const marked = one.page.locator(`[role=gridcell][data-editor="${second}"]`);
    await marked.waitFor();
    assert.equal(await marked.count(), 1);
    assert.equal(await marked.getAttribute('title'), `${second} is editing this cell`);
    await one.screenshot('presence-grid');
    await two.page.keyboard.press('Escape');
    await marked.waitFor({ state: 'detached' });
  });

  await check('who closes a page is gone at once', async () => {
    await one.page.goto(address);
    await until('the second', async () => (await here(one).innerText()).includes(second));
    await two.page.close();
    await until('nobody', async () => (await here(one).innerText()).trim() === '');
    assert.deepEqual(one.complaints, []);
  });
  await one.close();
  await two.close();
}
