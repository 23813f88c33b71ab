// Two people at two browsers: what one says about a cell the other sees and answers; views saved for oneself and for all.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check, until } from './checks.mjs';
import { accounts, enoughAccounts, GridPage } from './gridPage.mjs';

const columns = ['Account_Name', 'ARR', 'Renewal_Date', 'Employee_Count'];

export async function comments(browser, server) {
  const tables = await GridPage.schema(server);
  const { items: people } = await server.json('GET', '/api/people');
  const sit = async (person, scheme) => {
    const visit = await Visit.open(browser, server.url, { colorScheme: scheme });
    return { visit, page: visit.page, grid: new GridPage(visit.page, server, tables), person };
  };
  const ida = await sit(people[0], 'light');
  const ole = await sit(people[1], 'dark');
  await identity(ida, ole);
  await talk(ida, ole);
  await history(ida, server);
  await enoughAccounts(server);
  await savedViews(ida, ole);
  await check('comments: nothing complained and nobody else was asked', () => {
    for (const { visit } of [ida, ole]) {
      assert.deepEqual(visit.complaints, []);
      assert.deepEqual(visit.foreign, []);
    }
  });
  await ida.visit.close();
  await ole.visit.close();
}

const me = (page) => page.evaluate(async () => (await (await fetch('/api/me')).json()).person);

async function identity(...all) {
  await check('who one is, is said once for each browser and kept by the server’s cookie', async () => {
    for (const { page, person } of all) {
      await page.getByRole('button', { name: /^You are/ }).click();
      await page.getByPlaceholder('Nobody in particular').click();
      await page.keyboard.type(person.name);
      await page.getByRole('option', { name: person.name, exact: true }).click();
      await page.getByRole('button', { name: `You are ${person.name}` }).waitFor();
      assert.deepEqual(await me(page), { rowId: person.id, name: person.name });
      assert.ok(!(await page.evaluate(() => document.cookie)).includes('csip_person'), 'scripts do not see it');
      await page.reload();
      await page.getByRole('button', { name: `You are ${person.name}` }).waitFor();
    }
  });
}

async function talk(ida, ole) {
  const open = (who) => who.grid.open(accounts, columns);
  const marks = async (who) => (await (await who.grid.at(1, 'Renewal Date')).getAttribute('data-marks')) ?? '';
  const count = (who) => who.page.locator('[role=row][aria-rowindex="2"] > [role=rowheader]').getAttribute('data-comments');
  const thread = (who) => who.page.getByRole('region', { name: /^Thread: Is this date/ });

  await check('“Comment on this cell” opens the comments of the record with that cell chosen, and the grid marks it', async () => {
    await open(ida);
    await open(ole);
    await ida.grid.click(1, 'Renewal Date', { button: 'right' });
    await ida.page.getByRole('menuitem', { name: /Comment on this cell/ }).click();
    const box = ida.page.getByRole('textbox', { name: 'Comment on Renewal Date' });
    await box.waitFor();
    await until('the box to have the keyboard', () => box.evaluate((element) => element === document.activeElement));
    await ida.page.keyboard.type('Is this date signed?');
    await ida.page.keyboard.press('Control+Enter');
    await thread(ida).getByText('Is this date signed?').waitFor();
    await ida.page.getByRole('tab', { name: 'Comments 1 open' }).waitFor();
    assert.deepEqual(await ida.visit.accessibilityFaults(), []);
    await ida.visit.screenshot('comments');
    for (const who of [ida, ole]) {
      await until(`the mark in the grid of ${who.person.name}`, async () => (await marks(who)).includes('c') && (await count(who)) === '1');
      assert.match(await (await who.grid.at(1, 'Renewal Date')).getAttribute('title'), /open comment/);
    }
    assert.equal(await ida.page.locator('[role=gridcell][data-marks*="c"]').count(), 1);
  });

  await check('another browser reads it, answers, and both see the answer at once', async () => {
    await ole.grid.click(1, 'Renewal Date');
    await ole.page.keyboard.press('Shift+F2');
    await thread(ole).waitFor();
    assert.equal(await thread(ole).getByText(ida.person.name, { exact: true }).count(), 1);
    assert.equal(await thread(ole).getByRole('button', { name: /^Edit/ }).count(), 0, 'another’s text is not changed');
    await thread(ole).getByRole('button', { name: /^Reply/ }).click();
    await ole.page.getByRole('textbox', { name: 'Reply' }).fill('Yes, on Monday.\nI have the paper.');
    await thread(ole).getByRole('button', { name: 'Reply', exact: true }).click();
    await thread(ida).getByText('Yes, on Monday.').waitFor();
    assert.deepEqual(await ole.visit.accessibilityFaults(), []);
    await ole.visit.screenshot('comments-dark');
  });

  await check('one’s own text can be changed, and says so', async () => {
    await thread(ida).getByRole('button', { name: new RegExp(`^Edit the comment of ${ida.person.name}`) }).click();
    const box = ida.page.getByRole('textbox', { name: 'What it says' });
    await box.fill('Is this date the signed one?');
    await box.press('Control+Enter');
    await thread(ole).getByText('Is this date the signed one?').waitFor();
    await thread(ole).getByText('edited').waitFor();
    const draft = thread(ida).getByRole('button', { name: /^Reply/ });
    await draft.click();
    await ida.page.getByRole('textbox', { name: 'Reply' }).press('Escape');
    await ida.page.getByRole('textbox', { name: 'Reply' }).waitFor({ state: 'detached' });
    assert.equal(await thread(ida).count(), 1, 'the record stays open');
  });

  await check('resolved, the mark goes everywhere and the thread is out of the way; opened again, it is back', async () => {
    await thread(ole).getByRole('button', { name: /^Resolve/ }).click();
    for (const who of [ida, ole]) {
      await who.page.getByText('Everything is resolved.').waitFor();
      await until('the mark to go', async () => !(await marks(who)).includes('c') && (await count(who)) === '');
    }
    await ida.page.getByRole('button', { name: 'Show what is resolved (1)' }).click();
    await thread(ida).getByRole('button', { name: /^Open again/ }).click();
    await until('the mark again', async () => (await marks(ole)).includes('c'));
    await thread(ida).getByRole('button', { name: new RegExp(`^Delete the comment of ${ole.person.name}`) }).click();
    await thread(ole).getByText('Yes, on Monday.').waitFor({ state: 'detached' });
    await ida.page.getByRole('button', { name: 'Show the whole record, not only Renewal Date' }).click();
    await ida.page.getByRole('textbox', { name: 'Comment on this record' }).waitFor();
    for (const { page } of [ida, ole]) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
}

async function history({ page, grid, visit }, server) {
  await check('“History of this cell” shows what became of that cell alone', async () => {
    const { rows } = await server.json('GET', `/api/views/${grid.table(accounts).views[0].id}/rows?limit=1`);
    const cells = { Employee_Count: 4321, ARR: 123_456 };
    await server.json('POST', '/api/edits', { actions: [{ write: { table: accounts, row: rows[0].id, cells } }] });
    await grid.becomes(1, 'Employee Count', '4,321');
    await grid.click(1, 'Employee Count', { button: 'right' });
    await page.getByRole('menuitem', { name: 'History of this cell' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('cell', { name: '4,321' }).first().waitFor();
    const what = await dialog.getByRole('row').evaluateAll((lines) => lines.slice(1).map((line) => line.cells[2].innerText));
    assert.deepEqual([...new Set(what)].filter((name) => name !== 'Created'), ['Employee Count']);
    assert.deepEqual(await visit.accessibilityFaults(), []);
    await dialog.getByRole('button', { name: 'Show the whole record, not only Employee Count' }).click();
    await dialog.getByRole('cell', { name: 'ARR', exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
}

async function savedViews(ida, ole) {
  const tabs = ({ page }) => page.getByRole('navigation', { name: /^Views of/ });
  const tab = (who, name) => tabs(who).getByRole('link', { name });
  const menu = async (who, item) => {
    await who.page.getByRole('button', { name: /^This view:/ }).click();
    if (item) await who.page.getByRole('menuitem', { name: item }).click();
  };
  const saveAs = async (who, name, access) => {
    await who.page.getByRole('button', { name: 'Save as…' }).click();
    await who.page.getByRole('textbox', { name: 'Name' }).fill(name);
    if (access) await who.page.getByText(access, { exact: true }).click();
    assert.deepEqual(await who.visit.accessibilityFaults(), []);
    await who.page.getByRole('button', { name: 'Save', exact: true }).click();
    await tab(who, new RegExp(`${name}$`)).waitFor();
  };
  const sorted = { sort: [`-${ida.grid.column(accounts, 'ARR')}`] };

  await check('a view saved for oneself is seen by nobody else, one saved for everyone at once by all', async () => {
    await ole.grid.open(accounts, columns);
    await ida.grid.open(accounts, columns, sorted);
    await saveAs(ida, 'My largest');
    await ida.grid.open(accounts, columns, sorted);
    await saveAs(ida, 'Largest first', 'Everyone');
    await tab(ole, 'for everyone Largest first').waitFor();
    assert.equal(await tab(ole, /My largest/).count(), 0);
    await tab(ole, 'for everyone Largest first').click();
    await until('its rows', async () => (await ole.page.locator('h1').innerText()) === 'Largest first');
    await ole.grid.ready();
    assert.deepEqual(await ole.grid.texts('Account Name', 5), await ida.grid.texts('Account Name', 5));
    await menu(ole);
    await ole.page.getByText(`Saved by ${ida.person.name}`).waitFor();
    assert.equal(await ole.page.getByRole('menuitem', { name: /Delete|Rename|Unlock/ }).count(), 0);
    await ole.page.keyboard.press('Escape');
  });

  await check('a locked view is changed by nobody until its owner unlocks it', async () => {
    const dialog = ida.page.getByRole('dialog');
    await menu(ida, 'Rename, share…');
    await dialog.getByText('Everyone, locked', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await tab(ole, 'locked Largest first').waitFor();
    await tab(ida, 'locked Largest first').waitFor();
    await ida.page.getByRole('button', { name: /^This view:/ }).click();
    assert.equal(await ida.page.getByRole('menuitem', { name: /Delete/ }).count(), 0);
    await ida.page.getByRole('menuitem', { name: 'Unlock…' }).click();
    assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).isDisabled(), true);
    await dialog.getByText('Only I', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Largest, mine');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await tab(ida, 'only for me Largest, mine').waitFor();
    await tab(ole, /Largest first/).waitFor({ state: 'detached' });
    await menu(ida, 'Delete this view');
    await tab(ida, /Largest, mine/).waitFor({ state: 'detached' });
  });
}
