// What holds on every page: rows that fit, keys that go places, focus that is seen and comes back, edits that show at once and
// say why they were refused, changes of others that light up.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { GridPage } from './gridPage.mjs';

const table = 'Platform_Health_Metrics';

export async function bar(browser, server) {
  const visit = await Visit.open(browser, server.url);
  const { page } = visit;
  const grid = new GridPage(page, server, await GridPage.schema(server));
  const title = () => page.locator('h1').first().innerText();
  const columns = ['Metric_Name', 'Current_Value', 'Health_Status'];
  const value = grid.table(table).columns.find(({ name }) => name === 'Current_Value');

  await check('of a window of 900 pixels, the rows of a grid get what 24 of them need', async () => {
    await grid.open(table, columns);
    const measure = () =>
      page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        const first = box('[role=row][aria-rowindex="2"]:not([hidden])');
        return { head: first.top - box('[role=columnheader]').top, row: first.height, rows: box('[class*=_foot_]').top - first.top };
      });
    // The foot is the second line as long as there are no rows.
    await until('a row below the head', async () => (await measure()).head === 34);
    const room = await measure();
    assert.equal(room.row, 32);
    const fitting = Math.floor(room.rows / room.row);
    assert.ok(fitting >= 24, `${fitting} fit`);
  });

  await check('G and a letter go to a page; the list of shortcuts names them all', async () => {
    await page.goto(server.url);
    await until('home', async () => (await page.locator('h1').count()) > 0);
    await page.keyboard.press('g');
    const list = page.getByRole('status', { name: 'Go to' });
    await list.getByText('Blueprint review').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('go-to');
    await page.keyboard.press('Escape');
    await list.getByText('Blueprint review').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await until('the review', async () => (await title()) === 'Blueprint review');
    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const entry = sheet.locator('dl > div', { hasText: 'Accounts' }).first();
    const letter = await entry.locator('kbd').last().innerText();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press(letter.toLowerCase());
    await until('the accounts', async () => /\/view\//.test(page.url()));
    await page.getByRole('searchbox', { name: 'Search in this view' }).fill('g');
    assert.equal(await list.innerText(), '', 'what is typed into a field is no shortcut');
  });

  await check('who hits keys by mistake can switch the single ones off', async () => {
    await page.goto(server.url);
    await until('home', async () => (await page.locator('h1').count()) > 0);
    await page.keyboard.press('Shift+?');
    await page.getByRole('switch', { name: /Shortcuts of a single key/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('Shift+?');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    assert.equal(await page.getByText('Go to…').count(), 0);
    assert.equal(await page.getByRole('dialog').count(), 1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More' }).last().click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('switch', { name: /Shortcuts of a single key/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  // Each layer that can open over a page: where the focus is before, what opens it, what it is.
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at === document.body ? 'nothing' : `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40)}`;
    });
  const layers = [
    ['the palette', 'Control+k', 'dialog'],
    ['the shortcut sheet', 'Shift+?', 'dialog'],
    ['the fields', { button: 'Fields' }, 'dialog'],
    ['the filter', { button: 'Filter' }, 'dialog'],
    ['the sorting', { button: 'Sort' }, 'dialog'],
    ['the layouts', { button: /^Layout/ }, 'menu'],
    ['what can be done with the view', { button: /^This view/ }, 'menu'],
    ['a new row', { button: 'New row' }, 'dialog'],
    ['the day', { button: 'As it was' }, 'dialog'],
    ['the cell menu', { cell: 'Current_Value', key: 'Alt+ArrowDown' }, 'menu'],
    ['the explanation', { cell: 'Health_Status', key: 'Alt+Enter' }, 'dialog'],
    ['the history of a cell', { cell: 'Health_Status', key: 'Alt+ArrowDown', item: 'History of this cell' }, 'dialog'],
    ['the record', { cell: 'Current_Value', key: 'Space' }, 'dialog'],
  ];
  for (const [what, opener, role] of layers) {
    await check(`${what}: the focus is seen before, inside, and where it was when it closes`, async () => {
      await grid.open(table, columns);
      let key = opener;
      if (opener.button) {
        await page.getByRole('button', { name: opener.button }).first().focus();
        key = 'Enter';
      } else if (opener.cell) {
        await grid.click(1, opener.cell.replaceAll('_', ' '));
        key = opener.key;
      } else {
        await page.getByRole('button', { name: 'Filter' }).focus();
      }
      const before = await focused();
      await page.keyboard.press(key);
      if (opener.item) await page.getByRole('menuitem', { name: opener.item }).press('Enter');
      const layer = page.getByRole(role).last();
      await layer.waitFor();
      await until('the focus inside', () => layer.evaluate((element) => element.contains(document.activeElement)));
      await page.keyboard.press(role === 'menu' ? 'ArrowDown' : 'Tab');
      const ring = await page.evaluate(() => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(document.activeElement);
        const shown = document.activeElement.closest('[data-focus-ring]') ?? document.activeElement;
        return { at: shown.outerHTML.slice(0, 120), outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, boxShadow, borderColor, focusVisible: document.activeElement.matches(':focus-visible') };
      });
      if (ring.focusVisible && !['INPUT', 'TEXTAREA'].includes(await page.evaluate(() => document.activeElement.tagName)))
        assert.ok(ring.outline || ring.boxShadow !== 'none', `no ring around ${ring.at}`);
      await page.keyboard.press('Escape');
      await layer.waitFor({ state: 'detached' });
      await until(`the focus back on ${before}`, async () => (await focused()) === before).catch(async (error) => {
        throw new Error(`${error.message}; it is on ${await focused()}`);
      });
    });
  }

  await check('what is typed shows before the server has answered; what it refuses goes back and says why beside the cell', async () => {
    await grid.open(table, columns);
    const before = await grid.text(1, 'Current Value');
    let release;
    const held = new Promise((resolve) => (release = resolve));
    let asked = 0;
    await page.route('**/api/edits*', async (route) => {
      asked += 1;
      await held;
      await route.fulfill({ status: 400, json: { statusCode: 400, statusMessage: 'Bad Request', message: 'The meter of this metric is broken.' } });
    });
    await grid.click(1, 'Current Value');
    await page.keyboard.type('4321');
    await page.keyboard.press('Enter');
    await grid.becomes(1, 'Current Value', (await page.evaluate((unit) => new Intl.NumberFormat('en-GB').format(4321) + unit, '')));
    assert.equal(asked, 1, 'the request is still under way');
    release();
    await grid.becomes(1, 'Current Value', before);
    await page.getByText('The meter of this metric is broken.').first().waitFor();
    await page.unroute('**/api/edits*');
  });

  await check('what somebody else changes lights up for no longer than a second, and says who and when', async () => {
    await grid.open(table, columns);
    const before = await grid.text(1, 'Current Value');
    await page.getByText('Live', { exact: true }).waitFor();
    const rows = await server.json('GET', `/api/views/${grid.table(table).views[0].id}/rows?limit=1`);
    const flash = page.evaluate(
      () =>
        new Promise((resolve) => {
          let from = 0;
          const watch = new MutationObserver((changes) => {
            for (const { target } of changes) {
              if (target.dataset.flash && !from) from = performance.now();
              else if (from && !target.dataset.flash) {
                watch.disconnect();
                resolve({ ms: performance.now() - from, title: target.title });
              }
            }
          });
          watch.observe(document.body, { attributes: true, attributeFilter: ['data-flash'], subtree: true });
        }),
    );
    await server.json('POST', '/api/edits', { actions: [{ write: { table: grid.table(table).id, row: rows.rows[0].id, cells: { [value.id]: 77 } } }] });
    await until('another value', async () => (await grid.text(1, 'Current Value')) !== before);
    const { ms, title: words } = await flash;
    assert.ok(ms <= 1_000, `${Math.round(ms)} ms`);
    assert.match(words, /Changed by .+ at /);
  });

  await check('nothing complained and nobody else was asked', () => {
    // The refusal above is one the test made.
    assert.deepEqual(visit.complaints.filter((words) => !/400/.test(words)), []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();
}
