// The import wizard: a CSV file becomes rows, after it was shown what would change; and back with one Undo. The export of a view.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

export async function imports(browser, server) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light', acceptDownloads: true });
  const { page } = visit;
  const { tables } = await server.json('GET', '/api/schema');
  const table = tables.find(({ name }) => name === 'Tasks');
  const [{ name: account }] = await server.rows('Account_Master');
  const titleOf = ({ title, name }) => title ?? name.replaceAll('_', ' ');
  const count = async () => (await server.json('GET', `/api/views/${table.id}/rows?limit=1`)).total;
  const before = await count();
  const choose = async (label, option) => {
    await page.getByRole('combobox', { name: label, exact: true }).or(page.getByRole('textbox', { name: label, exact: true })).first().click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };

  await check('the palette leads to the import, and it says what to do', async () => {
    await page.locator('h1').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('Import a CSV');
    await page.getByRole('dialog').getByRole('button', { name: /^Import a CSV file/ }).click();
    await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('a file that is no CSV says so as soon as it is chosen: what is wrong, in which line, and what to do', async () => {
    const select = (name, buffer) => page.locator('input[type=file]').setInputFiles([{ name, mimeType: 'text/csv', buffer: Buffer.from(buffer) }]);
    const files = [
      ['empty.csv', '', /^Line 1: the file is empty; its first line should hold the names of the columns\.$/],
      ['nameless.csv', ',\na,b\n', /^Line 1: no column has a name; put a line with the names/],
      ['open.csv', 'Task name,Whose\na,b\nc,"d\n', /^Line 3: the quotation mark is never closed; close it/],
      ['latin.csv', Buffer.from('Task name\nBj\xf8rn\n', 'latin1'), /^Line 2: the text is not UTF-8; save the file as CSV in UTF-8\.$/],
      ['workbook.csv', [0x50, 0x4b, 3, 4, 0, 0], /^Line 1: the file is a workbook or another archive; save its sheet/],
    ];
    for (const [name, content, words] of files) {
      await select(name, content);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('import-refused');
    await choose('Into the table', titleOf(table));
    assert.equal(await page.getByRole('button', { name: 'See what would change' }).count(), 0);
    await select('uneven.csv', 'Task name,Whose\na\nb,c\nd,e,f\n');
    await page.getByText('3 lines with 2 columns; 2 problems:').waitFor();
    await page.getByRole('row', { name: /^2 the line has 1 field, the first line 2; write/ }).waitFor();
    await page.getByRole('row', { name: /^4 the line has 3 fields, the first line 2; put a text/ }).waitFor();
    await page.getByRole('button', { name: 'See what would change' }).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('columns are guessed, changed by hand, and what would change is counted before anything does', async () => {
    const csv = `Task name;Whose;Else\nCall the sponsor;${account};x\nSend the deck;${account};y\nLost;Nobody AS;z\n`;
    await page.locator('input[type=file]').setInputFiles([{ name: 'tasks.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }]);
    await page.getByRole('rowheader', { name: 'Whose' }).waitFor();
    await choose('Column for Whose', 'Account');
    assert.equal(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled(), true);
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByText('new rows', { exact: true }).waitFor();
    await page.getByText(/there is no row `Nobody AS`/).waitFor();
    assert.equal(await count(), before);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('import');
  });

  await check('the rows are there, and one Undo takes them all back', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('rows added', { exact: true }).waitFor();
    assert.equal(await count(), before + 2);
    const notice = page.getByRole('alert').filter({ hasText: 'Import tasks.csv' });
    await notice.getByText(/2 new/).waitFor();
    await notice.getByRole('button', { name: 'Undo' }).click();
    await until('the rows to be gone', async () => (await count()) === before);
  });

  await check('the results are kept in the bar at the top', async () => {
    await page.getByRole('button', { name: /Results|running/ }).click();
    await page.getByRole('dialog').getByText('Import tasks.csv').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
  });

  await check('a view is fetched as a CSV file', async () => {
    const [view] = tables.find(({ name }) => name === 'Account_Master').views;
    await page.goto(`${server.url}/view/x~${view.id}`);
    await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download as CSV' }).click()]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    assert.match(download.url(), /\/api\/jobs\/job-\w+\/file$/);
    assert.ok(readFileSync(await download.path(), 'utf8').includes(account));
    await page.getByRole('button', { name: /Results|running/ }).click();
    const link = page.getByRole('dialog').getByRole('link', { name: `Download ${download.suggestedFilename()}` });
    const [again] = await Promise.all([page.waitForEvent('download'), link.click()]);
    assert.equal(readFileSync(await again.path(), 'utf8'), readFileSync(await download.path(), 'utf8'));
    await page.keyboard.press('Escape');
  });

  await check('nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
}
