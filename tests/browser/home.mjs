// The home page and the dashboards: what they say is what the API says, and what they offer can be done.
import assert from 'node:assert/strict';
import { Blueprint, chooseControl, everywhere, open } from './blueprint.mjs';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';

async function homePage(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  const { home: layout } = blueprint.schema;
  const active = (await server.rows('Account_Master')).filter(({ values }) => values.Account_Status === 'Active');
  const cards = () => page.locator('article');

  await check('home: who has not said who they are is asked, and can look at everyone', async () => {
    await open(visit, server, '/');
    await page.getByText('Say who you are').waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await page.getByRole('button', { name: layout.scopes.at(-1).label }).click();
    await until('the cards', async () => (await cards().count()) > 0);
    assert.match(page.url(), /scope=/);
  });

  await check('home: cards stand by risk from Critical to Healthy, each group with its count and what it is worth', async () => {
    const order = ['Critical', 'At Risk', 'Attention Needed', 'Healthy'];
    const present = order.filter((level) => active.some(({ values }) => values.Renewal_Risk_Level === level));
    for (const level of present) {
      const group = page.getByRole('region', { name: level, exact: true });
      const members = active.filter(({ values }) => values.Renewal_Risk_Level === level);
      assert.equal(await group.locator('article').count(), members.length, level);
      assert.match(await group.innerText(), new RegExp(`^${level}\\n${members.length} · ARR`));
    }
    const titles = await page.locator('main h2').allInnerTexts();
    assert.deepEqual(titles.filter((title) => order.includes(title)), present);
  });

  await check('home: a card has the name, the gauge with its number in words, and every field of the view; only critical ones pulse', async () => {
    const one = active[0].values;
    const card = page.getByRole('article', { name: one.Account_Name, exact: true });
    const words = await card.getByRole('img').getAttribute('aria-label');
    assert.match(words, new RegExp(`Health Score: ${Number(one.Health_Score).toFixed(1)} of 100`));
    for (const label of ['Days To Renewal', 'ARR', 'Last Engagement Date']) await card.getByText(label, { exact: true }).waitFor();
    assert.equal(await page.locator('article[data-pulse]').count(), active.filter(({ values }) => values.Renewal_Risk_Level === 'Critical').length);
  });

  await check('home: the ranking is the server\'s, says why, and opens the record beside', async () => {
    const scope = new URL(page.url()).searchParams.get('scope');
    const { items } = await server.json('GET', `/api/home?scope=${scope}`);
    const list = page.getByRole('region', { name: /^Who needs/ }).locator('ol > li');
    if (items.length === 0) {
      await page.getByText(/^Nobody\./).waitFor();
      return;
    }
    assert.ok((await list.count()) > 0);
    const first = await list.first().innerText();
    assert.ok(first.includes(items[0].subject.name) && first.includes(items[0].reasons[0].text), first);
    await list.first().getByRole('link', { name: items[0].subject.name, exact: true }).click();
    await until('the record beside', () => new URL(page.url()).searchParams.get('peek')?.endsWith(`/${items[0].subject.row}`));
    await page.goBack();
  });

  await check('home: the totals open the rows they count', async () => {
    const summary = page.getByRole('list', { name: 'Summary' }).getByRole('link').first();
    assert.ok((await summary.innerText()).includes(String(active.length)));
    await summary.click();
    await until('the rows', () => /\/view\//.test(page.url()) && page.url().includes('layout=grid'));
    await page.goBack();
  });

  await check('home: Log Engagement writes an engagement of this account', async () => {
    const name = active[0].values.Account_Name;
    const before = (await server.rows('Engagement_Log')).length;
    await page.getByRole('article', { name, exact: true }).getByRole('button', { name: /^Log Engagement/ }).click();
    const drawer = page.getByRole('dialog', { name: /^New:/ });
    await drawer.getByText(name, { exact: true }).waitFor();
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('new-row');
    await drawer.getByRole('button', { name: 'Add', exact: true }).click();
    await drawer.getByText('Sentiment is needed.').waitFor();
    await drawer.getByLabel(/^Engagement Date/).fill('2026-11-20');
    for (const [label, option] of [['Engagement Type', 'Health Check'], ['Sentiment', 'Positive']]) {
      await drawer.getByLabel(new RegExp(`^${label}`)).first().click();
      await page.keyboard.type(option);
      await page.keyboard.press('Enter');
    }
    await drawer.getByRole('button', { name: 'Add', exact: true }).click();
    await drawer.waitFor({ state: 'detached' });
    const rows = await server.rows('Engagement_Log');
    assert.equal(rows.length, before + 1);
    const { values } = rows.at(-1);
    assert.deepEqual([values.Account, values.Engagement_Type, values.Sentiment, String(values.Engagement_Date).slice(0, 10)], [name, 'Health Check', 'Positive', '2026-11-20']);
  });

  await check('home: what was written in a drawer is not lost by a stray Escape', async () => {
    await page.getByRole('article').first().getByRole('button', { name: /^Log Engagement/ }).click();
    const drawer = page.getByRole('dialog', { name: /^New:/ });
    await drawer.getByLabel('Attendees Customer').fill('A. Person');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await drawer.getByRole('alertdialog').getByRole('button', { name: 'Keep writing' }).click();
    assert.equal(await drawer.getByLabel('Attendees Customer').inputValue(), 'A. Person');
    await page.keyboard.press('Escape');
    await drawer.getByRole('button', { name: 'Discard', exact: true }).click();
    await drawer.waitFor({ state: 'detached' });
  });

  await check('home: one who says who they are sees theirs', async () => {
    const csm = active[0].values.Customer_Success_Manager;
    await open(visit, server, '/');
    await page.getByPlaceholder('I am …').click();
    await page.keyboard.type(csm);
    await page.getByRole('option', { name: csm, exact: true }).click();
    const mine = active.filter(({ values }) => values.Customer_Success_Manager === csm);
    await until('my cards', async () => (await cards().count()) === mine.length);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await visit.screenshot('home');
    await server.json('PUT', '/api/me', { person: null }).catch(() => undefined);
  });

  await check('home: nothing complained and nobody else was asked', () => {
    assert.deepEqual(visit.complaints, []);
    assert.deepEqual(visit.foreign, []);
  });
  await visit.close();

  await check('home: a critical card pulses only for who has nothing against motion', async () => {
    const scope = layout.scopes.at(-1).view;
    for (const [reducedMotion, pulses] of [['no-preference', true], ['reduce', false]]) {
      const other = await Visit.open(browser, server.url, { reducedMotion });
      await open(other, server, `/?scope=${scope}`);
      await until('the cards', async () => (await other.page.locator('article').count()) > 0);
      const critical = other.page.locator('article[data-pulse]');
      if ((await critical.count()) > 0) {
        const animation = await critical.first().evaluate((element) => getComputedStyle(element).animationName);
        assert.equal(animation !== 'none', pulses, reducedMotion);
      }
      await other.close();
    }
  });
}

async function dashboards(browser, server, blueprint) {
  const visit = await Visit.open(browser, server.url, { colorScheme: 'light' });
  const { page } = visit;
  for (const { id, title } of blueprint.schema.dashboards) {
    const answer = await server.json('GET', `/api/dashboards/${id}`);
    await check(`dashboard ${title}: every tile shows what the server computed, and every number opens its rows`, async () => {
      await open(visit, server, `/dashboard/x~${id}`);
      const tiles = answer.sections.flatMap((section) => section.tiles);
      for (const tile of tiles) {
        if (tile.title) await page.getByRole('region', { name: tile.title, exact: true }).first().waitFor();
        assert.equal(tile.error, undefined, tile.title);
      }
      assert.deepEqual(await visit.accessibilityFaults(), []);
      await visit.screenshot(`dashboard-${id}`);
      const number = tiles.find((tile) => tile.kind === 'kpi' && tile.open);
      if (number) {
        await page.getByRole('region', { name: number.title, exact: true }).getByRole('link').first().click();
        await until('the rows', () => /\/view\//.test(page.url()));
        await page.goBack();
      }
      const heat = tiles.find((tile) => tile.kind === 'heatmap');
      if (heat) {
        const cells = page.getByRole('region', { name: heat.title, exact: true }).first().locator('td[data-tone]');
        await until('coloured cells', async () => (await cells.count()) > 0);
        for (const text of await cells.allInnerTexts()) assert.notEqual(text.trim(), '', 'a cell that says something by its colour alone');
      }
      const [control] = answer.controls;
      if (control?.target) {
        await chooseControl(page, 'Gard');
        await page.getByRole('option', { name: 'Gard AS', exact: true }).click();
        await until('the control in the address', () => page.url().includes('control='));
      }
    });
  }
  await check('dashboards: nothing complained', () => assert.deepEqual(visit.complaints, []));
  await visit.close();
}

export async function home(browser, server) {
  const blueprint = await Blueprint.read(server);
  for (const part of [homePage, dashboards]) await check(`${part.name}: all of it was tried`, () => part(browser, server, blueprint));
  await everywhere(browser, server, [
    ['home', `/?scope=${blueprint.schema.home.scopes.at(-1).view}`],
    ...blueprint.schema.dashboards.map(({ id }) => [`dashboard ${id}`, `/dashboard/x~${id}`]),
  ]);
}
