// The grid of a view against the real binary: read, edit, keyboard, clipboard, fill, undo, tools, filters, groups, the past, paper, 100,000 rows.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { filters } from './gridFilters.mjs';
import { many } from './gridMany.mjs';
import { accounts, enoughAccounts, GridPage, usual } from './gridPage.mjs';

export async function grid(browser, server) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const grid = new GridPage(visit.page, server, await GridPage.schema(server));
  await reading(visit, grid, server);
  const all = await enoughAccounts(server);
  await keys(visit, grid, server, all.length);
  await editing(visit, grid, server);
  await clipboard(visit, grid, server, all[0].name);
  await rows(visit, grid, server);
  await tools(visit, grid, server, all);
  await filters(visit, grid, server);
  await groups(visit, grid, server);
  await check('nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
  await looks(browser, server, grid.tables);
  await many(browser, server);
}

async function reading(visit, grid, server) {
  const { page } = visit;
  await check('a view is a grid: its rows, its order, its footer, and axe-core is content', async () => {
    await grid.open(accounts, usual);
    const { rows: expected, total } = await server.json('GET', `/api/views/${grid.table(accounts).views[0].id}/rows?limit=10`);
    assert.deepEqual(await grid.texts('Account Name', expected.length), expected.map(({ name }) => name));
    assert.match(await page.locator('[role=row]').last().innerText(), new RegExp(`(^|\\D)${total} rows?\\b`));
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('grid');
  });

  await check('a computed cell says why nobody can type into it, and explains itself', async () => {
    await grid.click(1, 'Days To Renewal');
    await page.keyboard.type('5');
    const note = page.getByRole('alert').filter({ hasText: 'Days To Renewal cannot be typed in' });
    await note.waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await note.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('dialog', { name: /Days To Renewal|Explain/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  await check('an overridable value is overridden with a reason, marked, and given back', async () => {
    const name = await grid.text(1, 'Account Name');
    await grid.click(1, 'Renewal Risk Level');
    await page.keyboard.press('F2');
    await page.getByRole('alert').getByRole('button', { name: 'Override…' }).click();
    const dialog = page.getByRole('dialog', { name: `Override Renewal Risk Level of ${name}` });
    await dialog.getByLabel('Value to show').fill('Critical');
    await dialog.getByRole('button', { name: 'Override' }).click();
    await dialog.getByText('Say why').waitFor();
    await dialog.getByLabel('Reason').fill('The sponsor has left');
    await dialog.getByLabel('Until').fill('+30');
    await dialog.getByRole('button', { name: 'Override' }).click();
    await grid.becomes(1, 'Renewal Risk Level', 'Critical');
    await until('the mark of an override', async () => /overridden by/i.test((await (await grid.at(1, 'Renewal Risk Level')).getAttribute('title')) ?? ''));
    await grid.click(1, 'Renewal Risk Level', { button: 'right' });
    await page.getByRole('menuitem', { name: 'Show the computed value again' }).click();
    await until('the computed value', async () => (await grid.text(1, 'Renewal Risk Level')) !== 'Critical');
  });
}

async function keys(visit, grid, server, count) {
  const { page } = visit;
  await check('the keys of a spreadsheet move, select and jump; the footer tells sum and average', async () => {
    await grid.open(accounts, usual);
    await grid.click(2, 'ARR');
    const press = async (key, line, column) => {
      await page.keyboard.press(key);
      await until(`${key} to lead to ${line}, ${column}`, async () => {
        const active = await grid.active();
        return active?.line === line && active.column === column;
      });
    };
    await press('ArrowDown', 3, 3);
    await press('ArrowRight', 3, 4);
    await press('Home', 3, 1);
    await press('End', 3, 8);
    await press('Control+Home', 1, 1);
    await press('Control+ArrowDown', count + 1, 1); // the line for a new row
    await press('Control+ArrowUp', 1, 1);
    await press('Tab', 1, 2);
    await press('Shift+Tab', 1, 1);
    await press('Enter', 1, 1).catch(() => undefined);
    await page.keyboard.press('Escape');
    await grid.click(1, 'ARR');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const { rows: read } = await server.json('GET', `/api/views/${grid.table(accounts).views[0].id}/rows?limit=3`);
    const sum = read.reduce((all, row) => all + row.values[grid.column(accounts, 'ARR')], 0);
    await page.getByText(`Sum US$${sum.toLocaleString('en-GB')}`).waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText(`${count * usual.length} cells`).waitFor();
    await page.keyboard.press('Escape');
  });
}

/** Presses Enter in the page itself, and waits until Days To Renewal of the first line is no longer `old`: milliseconds. */
function enterUntilChanged(page, old) {
  return page.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        const cell = () => [...document.querySelectorAll('[role=row][aria-rowindex="2"]:not([hidden]) > [role=gridcell]')].find((one) => one.getAttribute('aria-colindex') === '8');
        const started = performance.now();
        const watch = () => {
          if (cell()?.innerText !== text) resolve(Math.round(performance.now() - started));
          else if (performance.now() - started > 5000) reject(new Error('it did not change'));
          else requestAnimationFrame(watch);
        };
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        watch();
      }),
    old,
  );
}

async function editing(visit, grid, server) {
  const { page } = visit;
  await check('typing edits, Enter goes down, and what depends on it is there within 100 ms', async () => {
    await grid.open(accounts, usual);
    const before = await grid.text(1, 'Days To Renewal');
    // The machine has other work, too: the best of three says what the page can do.
    const times = [];
    for (const [typed, shown] of [['2027-01-31', '31 Jan 2027'], ['2027-02-28', '28 Feb 2027'], ['2027-03-31', '31 Mar 2027']]) {
      await grid.click(1, 'Renewal Date');
      await page.keyboard.type(typed);
      times.push(await enterUntilChanged(page, await grid.text(1, 'Days To Renewal')));
      await grid.becomes(1, 'Renewal Date', shown);
      await until('the cell below', async () => (await grid.active())?.line === 2);
    }
    console.log(`        recomputed neighbour after ${times.join(', ')} ms`);
    assert.ok(Math.min(...times) < 100, `it took ${times.join(', ')} ms`);
    for (const _ of times) await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/api/undo')), page.keyboard.press('Control+z')]);
    await until('the old date', async () => (await grid.text(1, 'Days To Renewal')) === before);
  });

  await check('Escape gives up, a text that does not fit stays in the editor with its reason', async () => {
    const before = await grid.text(1, 'Employee Count');
    await grid.click(1, 'Employee Count');
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    await page.getByTestId('cell-editor').getByText(/many/).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
    await page.getByTestId('cell-editor').waitFor({ state: 'detached' });
    assert.equal(await grid.text(1, 'Employee Count'), before);
  });

  await check('an edit of one of several selected cells fills all, as one step of undo', async () => {
    const before = await grid.texts('Industry Sub Sector', 3);
    await grid.select(1, 'Industry Sub Sector', 3, 'Industry Sub Sector');
    await page.keyboard.type('Filled');
    await page.keyboard.press('Enter');
    for (const line of [1, 2, 3]) await grid.becomes(line, 'Industry Sub Sector', 'Filled');
    await page.keyboard.press('Control+z');
    await until('all three back', async () => JSON.stringify(await grid.texts('Industry Sub Sector', 3)) === JSON.stringify(before));
    await page.keyboard.press('Control+y');
    await grid.becomes(3, 'Industry Sub Sector', 'Filled');
    await page.keyboard.press('Control+z');
    await grid.becomes(3, 'Industry Sub Sector', before[2]);
  });

  await check('Delete clears, Ctrl+D and the fill handle fill; numbers go on in steps', async () => {
    await grid.click(1, 'Industry Sub Sector');
    await page.keyboard.press('Delete');
    await grid.becomes(1, 'Industry Sub Sector', '');
    const second = await grid.text(2, 'Industry Sub Sector');
    await grid.select(2, 'Industry Sub Sector', 4, 'Industry Sub Sector');
    await page.keyboard.press('Control+d');
    await grid.becomes(4, 'Industry Sub Sector', second);
    for (const [line, value] of [[1, '10'], [2, '20']]) {
      await grid.click(line, 'Employee Count');
      await page.keyboard.type(value);
      await page.keyboard.press('Enter');
      await grid.becomes(line, 'Employee Count', value);
    }
    await grid.select(1, 'Employee Count', 2, 'Employee Count');
    const from = await (await grid.at(2, 'Employee Count')).boundingBox();
    const to = await (await grid.at(5, 'Employee Count')).boundingBox();
    await page.mouse.move(from.x + from.width - 4, from.y + from.height - 4);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 10, { steps: 6 });
    await page.mouse.up();
    await grid.becomes(5, 'Employee Count', '50');
    for (let i = 0; i < 5; ++i) {
      await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/api/undo')), page.keyboard.press('Control+z')]);
    }
  });

  await check('what others write appears in place, lights up, and moves nothing under the cursor', async () => {
    await grid.open(accounts, usual);
    await grid.click(6, 'Industry Sub Sector');
    const name = await grid.text(6, 'Account Name');
    const box = await (await grid.at(6, 'Industry Sub Sector')).boundingBox();
    const { items } = { items: await server.rows(accounts) };
    const other = items.find((item) => item.name === name);
    await server.update(accounts, other.id, { Industry_Sub_Sector: 'Written by another' });
    await grid.becomes(6, 'Industry Sub Sector', 'Written by another');
    await until('the light', async () => (await (await grid.at(6, 'Industry Sub Sector')).getAttribute('data-flash')) !== null);
    const first = items.find((item) => item.name === 'Zephyr' || item.name > name);
    await server.update(accounts, first.id, { Account_Name: 'AAA before all others' });
    await until('the row above', async () => (await grid.active())?.text === 'Written by another' && (await grid.active())?.line === 7);
    const after = await (await grid.at(7, 'Industry Sub Sector')).boundingBox();
    assert.ok(Math.abs(after.y - box.y) <= 1 || (await page.evaluate(() => document.querySelector('[role=grid]').scrollTop)) === 0, `moved by ${after.y - box.y} pixels`);
    await server.update(accounts, first.id, { Account_Name: first.name });
    await server.update(accounts, other.id, { Industry_Sub_Sector: other.values.Industry_Sub_Sector });
  });
}

async function clipboard(visit, grid, server, account) {
  const { page } = visit;
  await check('what is copied is tab-separated text and a table, with all digits', async () => {
    await grid.open(accounts, usual);
    await grid.select(1, 'Account Name', 2, 'ARR');
    const { text, html } = await grid.copied();
    const { rows: read } = await server.json('GET', `/api/views/${grid.table(accounts).views[0].id}/rows?limit=2`);
    const cells = (row) => ['Account_Name', 'Industry_Sub_Sector', 'ARR'].map((name) => row.values[grid.column(accounts, name)]);
    assert.equal(text, read.map((row) => cells(row).join('\t')).join('\n'));
    assert.match(html, /^<table>.*<td>/);
  });

  await check('what comes from Excel is pasted with its types, a block repeats over the selection', async () => {
    await grid.select(1, 'Industry Sub Sector', 4, 'ARR');
    await grid.paste({ text: '"Two\nlines"\t$1,250,000\r\nplain\t2.5k\r\n' });
    await grid.becomes(4, 'ARR', 'US$2,500');
    assert.deepEqual(await grid.texts('ARR', 4), ['US$1,250,000', 'US$2,500', 'US$1,250,000', 'US$2,500']);
    assert.match(await grid.text(3, 'Industry Sub Sector'), /Two\s+lines/);
    await page.keyboard.press('Control+z');
    await until('all back', async () => (await grid.text(4, 'Industry Sub Sector')) !== 'plain');
  });

  await check('a table from a browser is pasted; cells that do not fit are named, and nothing is written before a yes', async () => {
    const before = await grid.texts('Employee Count', 2);
    await grid.click(1, 'Employee Count');
    await grid.paste({ html: '<table><tr><td>123</td><td>Premier Success</td></tr><tr><td>a few</td><td>Nonsense</td></tr></table>' });
    const dialog = page.getByRole('dialog', { name: '2 cells will not be changed' });
    await dialog.getByText('a few').waitFor();
    await dialog.getByText('Nonsense').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    assert.deepEqual(await grid.texts('Employee Count', 2), before);
    await dialog.getByRole('button', { name: /^Write the other/ }).click();
    await grid.becomes(1, 'Employee Count', '123');
    assert.equal(await grid.text(2, 'Employee Count'), before[1]);
    await page.keyboard.press('Control+z');
    await grid.becomes(1, 'Employee Count', before[0]);
  });

  await check('a paste beyond the last row offers to add rows', async () => {
    const columns = ['Task_Name', 'Account', 'Due_Date', 'Priority'];
    await grid.open('Tasks', columns, { filter: { all: [] }, group: [] });
    const before = (await server.rows('Tasks')).length;
    await grid.click(1, 'Task Name');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('ArrowUp');
    const last = await until('the last row', async () => {
      const active = await grid.active();
      return active?.line === before && active;
    });
    await grid.paste({ text: last.text + `\nFirst pasted\t${account}\t9 Jun 2027\nSecond pasted\t${account}` });
    const dialog = page.getByRole('dialog', { name: /Add 2 rows|cells? will not be changed/ });
    await dialog.getByText('2 rows would be added').waitFor();
    await dialog.getByRole('button').last().click();
    await until('the rows', async () => (await server.rows('Tasks')).length === before + 2);
    const made = (await server.rows('Tasks')).find(({ name }) => name === 'First pasted');
    assert.equal(made.values.Account, account);
    assert.match(made.values.Due_Date, /^2027-06-09/);
    await page.keyboard.press('Control+z');
    await until('both gone', async () => (await server.rows('Tasks')).length === before);
  });
}

async function rows(visit, grid, server) {
  const { page } = visit;
  await check('rows are made, duplicated, and deleted into the bin with a way back', async () => {
    await grid.open('Tasks', ['Task_Name', 'Status']);
    const tasks = (await server.rows('Tasks')).length;
    await grid.click(1, 'Task Name', { button: 'right' });
    await page.getByRole('menuitem', { name: 'Duplicate row' }).click();
    await until('the copy', async () => (await server.rows('Tasks')).length === tasks + 1);
    await page.getByText('1 row duplicated.').waitFor();
    await page.keyboard.press('Control+z');
    await until('no copy', async () => (await server.rows('Tasks')).length === tasks);
    await until('as many rows as before', async () => (await grid.total()) === tasks + 3);
    await grid.select(1, 'Task Name', 2, 'Task Name');
    await page.keyboard.press('Control+Delete');
    await until('two less', async () => (await server.rows('Tasks')).length === tasks - 2);
    await page.getByText('2 rows moved to the bin.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await until('both back', async () => (await server.rows('Tasks')).length === tasks);
  });

  await check('Space shows the record beside the grid, the menu opens with the keyboard and gives the focus back', async () => {
    await grid.click(1, 'Task Name');
    await page.keyboard.press(' ');
    await until('the record in the address', () => page.url().includes('peek='));
    await page.goBack();
    await grid.ready();
    await grid.click(1, 'Task Name');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('menu').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await until('the focus in the grid', () => page.evaluate(() => /grid/.test(document.activeElement?.getAttribute('role') ?? '')));
  });
}

async function tools(visit, grid, server, all) {
  const { page } = visit;
  await check('a click on a head sorts, a second one turns it; the address knows, and back goes back', async () => {
    await grid.open(accounts, usual, { sort: [] });
    const address = page.url();
    await grid.head('ARR').click();
    const values = (await server.rows(accounts)).map(({ values: { ARR } }) => ARR).sort((a, b) => a - b);
    await grid.becomes(1, 'ARR', `US$${values[0].toLocaleString('en-GB')}`);
    await grid.head('ARR').click();
    await grid.becomes(1, 'ARR', `US$${values.at(-1).toLocaleString('en-GB')}`);
    assert.equal(await grid.head('ARR').getAttribute('aria-sort'), 'descending');
    await page.goBack();
    await grid.becomes(1, 'ARR', `US$${values[0].toLocaleString('en-GB')}`);
    await page.goBack();
    await until('the address', () => page.url() === address);
  });

  await check('columns are widened, moved and hidden with the keyboard and the mouse', async () => {
    await grid.open(accounts, usual);
    const width = async (title) => (await grid.head(title).boundingBox())?.width ?? 0;
    const before = await width('ARR');
    await grid.click(1, 'ARR');
    await page.keyboard.press('Alt+ArrowRight');
    await until('a wider column', async () => (await width('ARR')) === before + 16);
    const box = await grid.head('ARR').boundingBox();
    await page.mouse.move(box.x + box.width - 3, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 57, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await until('a column as wide as it was pulled', async () => Math.abs((await width('ARR')) - before - 76) <= 1);
    await page.reload();
    await grid.ready();
    assert.ok(Math.abs((await width('ARR')) - before - 76) <= 1, 'the width is not in the address');
    const from = await grid.head('Contract Type').boundingBox();
    const to = await grid.head('Industry Sub Sector').boundingBox();
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 6 });
    await page.mouse.up();
    await until('the column in its new place', async () => (await grid.head('Contract Type').getAttribute('aria-colindex')) === '3');
    await page.keyboard.press('Escape');
    await grid.head('Contract Type').hover();
    await grid.head('Contract Type').locator('[data-menu]').click();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.getByRole('menuitem', { name: 'Hide' }).click();
    await until('it is gone', async () => (await grid.head('Contract Type').count()) === 0);
    await page.getByRole('button', { name: 'Reset' }).click();
    await until('the view as it was', async () => !page.url().includes('columns'));
  });

  await check('every panel of the tools opens with the keyboard and passes axe-core', async () => {
    for (const name of [/^Fields/, /^Filter/, /^Group/, /^Sort/, /^Colour/, /^As it was/]) {
      const button = page.getByRole('toolbar').getByRole('button', { name });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      assert.deepEqual(await visit.accessibilityFaults(), [], String(name));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  await check('"/" searches in the view; what leaves nothing says so and can be cleared', async () => {
    await grid.open(accounts, usual);
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type(all[0].name.toLowerCase());
    await grid.becomes(1, 'Account Name', all[0].name);
    await until('one row', async () => (await grid.total()) === 4);
    await page.keyboard.type(' and nobody else');
    await page.getByText('Nothing matches').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await until('all rows', async () => (await grid.total()) === all.length + 3);
  });

  await check('the past is read only and says so', async () => {
    await grid.open(accounts, usual, { asOf: new Date().toISOString().slice(0, 10) });
    await page.getByText('As it was on').waitFor();
    await grid.click(1, 'Industry Sub Sector');
    await page.keyboard.type('x');
    await page.getByRole('alert').getByText('another day').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await until('now', () => !page.url().includes('asOf'));
  });

  await check('the file has what is shown, and paper has all of it as a table', async () => {
    await grid.open(accounts, ['Account_Name', 'ARR'], { sort: [grid.column(accounts, 'Account_Name')] });
    await page.getByRole('toolbar').getByRole('button', { name: 'More' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download as CSV' }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString().replace(/^\ufeff/, '').trim().split('\r\n');
    assert.equal(lines[0], 'Account_Name,ARR');
    assert.equal(lines.length, all.length + 1);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await until('a table of all rows', async () => (await page.locator('main table tbody tr').count()) === all.length);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
  });
}

async function groups(visit, grid, server) {
  const { page } = visit;
  await check('groups have their count and totals, close and open; a foot has the total of all', async () => {
    const options = { aggregates: `${grid.column(accounts, 'ARR')}:sum` };
    await grid.open(accounts, ['Account_Name', 'Industry_Vertical', 'ARR'], { group: [grid.column(accounts, 'Industry_Vertical')], options });
    const all = await server.rows(accounts);
    const names = new Set(all.map(({ values }) => values.Industry_Vertical));
    const tree = page.getByRole('treegrid');
    await tree.waitFor();
    const first = tree.locator('[role=row][aria-expanded]').first();
    assert.equal(await first.getAttribute('aria-expanded'), 'true');
    assert.equal(await grid.total(), all.length + names.size + 3);
    const sum = all.reduce((total, { values }) => total + values.ARR, 0);
    assert.equal(await page.locator('[title^="Sum: "]').first().getAttribute('title'), `Sum: US$${sum.toLocaleString('en-GB')}`);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('grid-groups');
    await first.click();
    await until('it is closed', async () => (await first.getAttribute('aria-expanded')) === 'false');
    await page.getByRole('columnheader', { name: /Close all groups/ }).click();
    await until('only headers', async () => (await grid.total()) === names.size + 3);
    await page.getByRole('columnheader', { name: /Open all groups/ }).click();
    await until('all rows', async () => (await grid.total()) === all.length + names.size + 3);
  });
}

async function looks(browser, server, tables) {
  for (const colorScheme of ['light', 'dark']) {
    await check(`on a phone the first column stays and nothing is too wide (${colorScheme})`, async () => {
      const phone = await Visit.open(browser, server.url, { viewport: { width: 390, height: 844 }, colorScheme, hasTouch: true });
      const grid = new GridPage(phone.page, server, tables);
      await grid.open(accounts, usual);
      await phone.page.evaluate(() => (document.querySelector('[role=grid]').scrollLeft = 5000));
      await until('later columns', async () => (await grid.head('Renewal Risk Level').boundingBox())?.x < 390);
      assert.ok((await (await grid.at(1, 'Account Name')).boundingBox()).x < 100);
      assert.ok((await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      assert.deepEqual(await phone.accessibilityFaults(), []);
      await phone.screenshot(`grid-phone-${colorScheme}`);
      await phone.close();
    });
  }
}
