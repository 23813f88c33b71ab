// The frame: getting around by mouse, keyboard and address; colours, density, phone; losing the server and getting it back.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const darkPage = 'rgb(21, 23, 26)';

export async function shell(browser, server) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const title = () => page.locator('h1').first().innerText();
  const side = page.getByRole('navigation', { name: 'Pages' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await check('the navigation leads to every table of the blueprint', async () => {
    const { tables, navigation } = await server.json('GET', '/api/schema');
    const items = navigation.flatMap((group) => group.items);
    for (const { id, name } of tables.filter(({ system }) => !system)) assert.ok(items.some((item) => item.table === id), `${name} is in no group`);
    for (const { title: name } of items) {
      await side.getByRole('link', { name, exact: true }).first().click();
      await until(`the page of ${name}`, async () => (await page.locator('h1').count()) > 0);
      assert.equal(await page.getByText('There is no such').count(), 0, `${name} leads nowhere`);
    }
  });

  await check('what the API gives as browserLink opens the table, the view and the row', async () => {
    const doc = '/apis/v1/docs/csip';
    const { items } = await server.json('GET', `${doc}/tables?limit=200`);
    const table = items.find(({ name }) => name === 'Account_Master');
    const view = items.find(({ type, tableType }) => type === 'table' && tableType === 'view');
    const [row] = (await server.json('GET', `${doc}/tables/${table.id}/rows?limit=1`)).items;
    for (const { browserLink, name } of [table, view, row]) {
      await page.goto(browserLink);
      await until(`the page of ${name}`, async () => /[/](view|record)[/]/.test(page.url()) && (await page.locator('h1').count()) > 0);
      assert.equal(await page.getByText('There is no such').count(), 0, `${browserLink} leads nowhere`);
    }
    await until('the name of the row', async () => (await title()) === row.name);
  });

  await check('a view has an address that survives a reload, and back and forward go through what was seen', async () => {
    await page.goto(server.url);
    await until('the home page', async () => (await page.locator('h1').count()) > 0);
    const home = await title();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('Renewal Risk');
    await page.getByRole('dialog').getByRole('button', { name: /^Renewal Risk/ }).first().click();
    await until('the view', async () => (await title()) === 'Renewal Risk');
    const address = page.url();
    assert.match(address, /\/view\/renewal-risk~table-/);
    await page.reload();
    await until('the view after a reload', async () => (await page.locator('h1').count()) > 0 && (await title()) === 'Renewal Risk');
    await page.goBack();
    await until('home again', async () => (await title()) === home);
    await page.goForward();
    await until('the view again', async () => (await title()) === 'Renewal Risk');
    assert.equal(page.url(), address);
  });

  await check('Ctrl+K opens within 100 ms, finds a record by its name, and remembers what was opened', async () => {
    const took = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const started = performance.now();
          const watch = new MutationObserver(() => {
            if (!document.querySelector('[role="dialog"] input')) return;
            watch.disconnect();
            resolve(performance.now() - started);
          });
          watch.observe(document.body, { childList: true, subtree: true });
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true }));
        }),
    );
    assert.ok(took < 100, `it took ${Math.round(took)} ms`);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('gard');
    await dialog.getByRole('button', { name: /^Gard AS/ }).first().waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('palette');
    await dialog.getByRole('button', { name: /^Gard AS/ }).first().click();
    await until('the record', async () => /\/record\//.test(page.url()) && (await title()) === 'Gard AS');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('button', { name: 'Gard AS' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  await check('the keyboard alone gets around: skip link, shortcut sheet, and the focus comes back', async () => {
    await page.goto(server.url);
    await until('the page', async () => (await page.locator('h1').count()) > 0);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  await check('an address that leads nowhere says so and shows the way home', async () => {
    await page.goto(`${server.url}/view/no-such~table-nothing`);
    await page.getByText('There is no such view').waitFor();
    await page.getByRole('link', { name: 'Go home' }).click();
    await until('home', async () => new URL(page.url()).pathname === '/');
    await page.goto(`${server.url}/nowhere/at/all`);
    await page.getByText('There is no such page').waitFor();
  });

  await check('the colours switch without loading, stay after loading, and pass axe-core', async () => {
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Switch to dark colours' }).click();
    await until('the dark background', async () => (await background()) === darkPage);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.reload();
    await until('dark after a reload', async () => (await background()) === darkPage);
    await page.getByRole('button', { name: 'Switch to light colours' }).click();
  });

  await check('nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();

  await check('dark follows the operating system', async () => {
    const dark = await Visit.open(browser, server.url, { colorScheme: 'dark' });
    await dark.page.locator('h1').first().waitFor();
    assert.equal(await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor), darkPage);
    await dark.close();
  });

  await check('on a phone the navigation is a drawer that closes behind the one who goes', async () => {
    const phone = await Visit.open(browser, server.url, { viewport: { width: 390, height: 844 } });
    await phone.page.locator('h1').first().waitFor();
    await phone.page.getByRole('button', { name: 'Navigation' }).click();
    const drawer = phone.page.getByRole('dialog', { name: 'Go to' });
    await drawer.waitFor();
    assert.deepEqual(await phone.accessibilityFaults(), []);
    await drawer.getByRole('link').nth(1).click();
    await drawer.waitFor({ state: 'detached' });
    await phone.close();
  });

  await check('twelve tabs share one stream and all of them work', async () => {
    const many = await Visit.open(browser, server.url);
    const tabs = [many.page];
    for (let i = 1; i < 12; ++i) {
      const tab = await many.context.newPage();
      await tab.goto(server.url);
      tabs.push(tab);
    }
    for (const tab of tabs) await tab.getByText('Live', { exact: true }).waitFor({ timeout: 10_000 });
    await many.close();
  });

  await check('a restart of the server shows a banner and heals by itself', async () => {
    const watcher = await Visit.open(browser, server.url);
    await watcher.page.getByText('Live', { exact: true }).waitFor();
    await server.suspend();
    await watcher.page.getByText('The connection to the server is lost').waitFor({ timeout: 10_000 });
    await watcher.screenshot('offline');
    await server.resume();
    await watcher.page.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
    await watcher.page.getByText('The connection to the server is lost').waitFor({ state: 'detached' });
    await watcher.close();
  });
}
