// The accounts page with the Gard AS pilot: right numbers, live, explained, readable, offline and back.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

const account = async (server) => (await server.rows('Account_Master')).find(({ name }) => name === 'Gard AS');
const oneDecimal = (value) => new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

export async function accounts(browser, server) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const row = page.locator('tbody tr', { hasText: 'Gard AS' });
  const score = row.locator('button[data-explain]');
  const shownScore = async () => Number((await score.locator('.number').first().innerText()).replaceAll(',', ''));

  await check('Gard AS is shown with the numbers of the API', async () => {
    await row.waitFor();
    const { values } = await account(server);
    assert.equal(typeof values.Health_Score, 'number');
    assert.equal(await score.locator('.number').first().innerText(), oneDecimal(values.Health_Score));
    const text = await row.innerText();
    assert.ok(text.includes(values.Renewal_Risk_Level), `no "${values.Renewal_Risk_Level}" in ${text}`);
    assert.ok(text.includes(String(values.Days_To_Renewal)));
    assert.ok(text.includes(values.Customer_Success_Manager));
    assert.ok(text.includes(new Intl.NumberFormat('en-GB').format(values.ARR)));
    await page.getByText('Live', { exact: true }).waitFor();
    await visit.screenshot('accounts-light');
  });

  await check('axe-core finds nothing serious on the list in light colours', async () => {
    assert.deepEqual(await visit.accessibilityFaults(), []);
  });

  await check('an edit through the API shows within a second, without loading the page again', async () => {
    await page.evaluate(() => (globalThis.stillHere = true));
    const before = await shownScore();
    const metrics = await server.rows('Platform_Health_Metrics');
    const metric = metrics.find(({ values }) => values.Metric_Category === 'Reliability' && values.Account === 'Gard AS');
    const old = metric.values.Current_Value;
    await server.update('Platform_Health_Metrics', metric.id, { Current_Value: 0 });
    const started = Date.now();
    const wanted = Number(oneDecimal((await account(server)).values.Health_Score));
    assert.notEqual(wanted, before, 'the edit did not change the score');
    await until(`the score to become ${wanted}`, async () => (await shownScore()) === wanted, 2_000);
    const took = Date.now() - started;
    assert.ok(took < 1_000, `it took ${took} ms`);
    assert.equal(await page.evaluate(() => globalThis.stillHere), true);
    await server.update('Platform_Health_Metrics', metric.id, { Current_Value: old });
    await until(`the score to come back to ${before}`, async () => (await shownScore()) === before);
  });

  await check('a new account appears and a deleted one goes', async () => {
    const { values } = await account(server);
    const cells = Object.entries({
      Account_Name: 'Zephyr Shipping',
      Industry_Vertical: values.Industry_Vertical,
      Contract_Type: values.Contract_Type,
      Contract_Start_Date: values.Contract_Start_Date,
      Contract_End_Date: values.Contract_End_Date,
      Renewal_Date: values.Renewal_Date,
      ARR: 250000,
    }).map(([column, value]) => ({ column, value }));
    const { addedRowIds } = await server.json('POST', '/apis/v1/docs/csip/tables/Account_Master/rows', { rows: [{ cells }] });
    const added = page.locator('tbody tr', { hasText: 'Zephyr Shipping' });
    await added.waitFor({ timeout: 2_000 });
    await server.json('DELETE', `/apis/v1/docs/csip/tables/Account_Master/rows/${addedRowIds[0]}`);
    await added.waitFor({ state: 'detached', timeout: 2_000 });
  });

  await check('the explanation opens by keyboard, adds up, and gives the focus back', async () => {
    await score.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Health Score of Gard AS/ });
    await dialog.getByText('adds up to the value').waitFor();
    const points = await dialog.locator('table').first().locator('tbody td.number').allInnerTexts();
    assert.ok(points.length >= 2, `only ${points.length} contributions`);
    const sum = points.reduce((total, text) => total + Number(text), 0);
    const { values } = await account(server);
    assert.ok(Math.abs(sum - values.Health_Score) <= 0.005 * points.length + 0.051, `${points} add up to ${sum}`);
    await visit.screenshot('explain-light');
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await until('the focus to return', () => score.evaluate((button) => button === document.activeElement));
  });

  await check('an input of the explanation leads on to its own, down to the rows', async () => {
    await score.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Platform Technical Health', exact: true }).first().click();
    await dialog.getByText(/rows? of Platform Health Metrics/).waitFor();
    const named = await dialog.getByRole('cell', { name: 'API Uptime' }).count();
    assert.ok(named > 0, 'the rows behind the average are not named');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  await check('search is under the slash key, filters, lives in the URL, and says when nothing fits', async () => {
    await page.locator('h1').click();
    await page.keyboard.press('/');
    await page.keyboard.type('gard');
    await row.waitFor();
    assert.match(page.url(), /q=gard/);
    await page.keyboard.type('zzz');
    await page.getByText('No account fits').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row.waitFor();
    assert.doesNotMatch(page.url(), /q=/);
  });

  await check('the colours switch without loading, stay after loading, and pass axe-core', async () => {
    await page.getByRole('button', { name: 'Switch to dark colours' }).click();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await until('the dark background', async () => (await background()) === 'rgb(21, 23, 26)');
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('accounts-dark');
    await page.reload();
    await row.waitFor();
    assert.equal(await background(), 'rgb(21, 23, 26)');
  });

  await check('nothing complained and nobody else was asked', async () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();

  await check('dark follows the operating system, also in the explanation', async () => {
    const dark = await Visit.open(browser, server.url, { colorScheme: 'dark' });
    await dark.page.locator('tbody tr').first().waitFor();
    assert.equal(await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(21, 23, 26)');
    await dark.page.locator('button[data-explain]').first().click();
    await dark.page.getByText('adds up to the value').waitFor();
    assert.deepEqual(await dark.accessibilityFaults(), []);
    await dark.screenshot('explain-dark');
    assert.deepEqual(dark.complaints, []);
    await dark.close();
  });

  await check('a phone needs no sideways scrolling of the page', async () => {
    const phone = await Visit.open(browser, server.url, { viewport: { width: 390, height: 844 } });
    await phone.page.locator('tbody tr').first().waitFor();
    const sideways = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `${sideways} pixels too wide`);
    assert.deepEqual(await phone.accessibilityFaults(), []);
    await phone.screenshot('accounts-phone');
    await phone.close();
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
    await watcher.page.locator('tbody tr', { hasText: 'Gard AS' }).waitFor();
    await watcher.close();
  });
}
