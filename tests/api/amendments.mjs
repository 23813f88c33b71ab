// The checker of the running workspace, and switching amendments: against arithmetic done here from the rows.
import assert from 'node:assert/strict';

import { check } from '../browser/checks.mjs';
import { all, ask, doc, refused } from './client.mjs';

const today = Date.parse('2026-11-22');
const weights = {
  Platform_Technical_Health: 0.35,
  Business_Value_Realization: 0.3,
  Stakeholder_Engagement: 0.2,
  Strategic_Alignment: 0.15,
};

export async function amendments(server) {
  const get = async (path) => {
    const { status, body, text } = await ask(server, 'GET', path);
    assert.equal(status, 200, text);
    return body;
  };
  const turn = async (id, on) => {
    const { status, text } = await ask(server, 'POST', `/api/amendments/${id}`, { body: { on }, token: server.adminToken });
    assert.equal(status, 200, text);
  };
  const rows = (table) => all(server, `${doc}/tables/${table}/rows?useColumnNames=true`, 200);
  const everything = async () => {
    const { tables } = await get('/api/schema');
    const values = {};
    for (const { name } of tables) values[name] = (await rows(name)).map(({ id, values }) => [id, values]);
    return values;
  };
  const near = (got, wanted, words) => assert.ok(Math.abs(got - wanted) < 1e-9 * Math.max(1, Math.abs(wanted)), `${words}: ${got}, not ${wanted}`);

  await check('GET /api/check finds what is doubtful in the workspace', async () => {
    const found = await get('/api/check');
    assert.equal(found.errors, 0);
    const scale = found.findings.find(({ rule }) => rule === 'weight-scale');
    assert.deepEqual([scale.table, scale.subject, scale.amendment], ['Account_Master', 'Health_Score', 'A1']);
    assert.match(scale.what, /the sum is 82 of 100/);
    assert.deepEqual(await get('/api/check'), found);
  });

  await check('amendments are listed with their formulas, all off', async () => {
    const { items } = await get('/api/amendments');
    assert.deepEqual(items.map(({ id }) => id), ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10']);
    for (const { id, on, title, reason, changes, answers } of items) {
      assert.ok(!on && title && reason && answers.length > 0, id);
      for (const { before, after, formula } of changes) assert.ok(before === formula && before !== after, id);
    }
  });

  await check('switching A1 changes the health scores as arithmetic says, and off restores every value', async () => {
    const before = await everything();
    const effect = await get('/api/amendments/A1');
    assert.equal(effect.possible, true);
    assert.deepEqual(await everything(), before, 'looking changes nothing');

    await turn('A1', true);
    const after = await everything();
    const engagements = await rows('Engagement_Log');
    let changed = 0;
    for (const [index, [id, values]] of after.Account_Master.entries()) {
      const old = before.Account_Master[index][1];
      const depths = engagements
        .filter(({ values: e }) => e.Account === values.Account_Name && Date.parse(e.Engagement_Date) >= today - 90 * 86400e3)
        .map(({ values: e }) => e.Relationship_Depth_Score).filter((depth) => depth !== '');
      const depth = depths.length > 0 ? depths.reduce((a, b) => a + b, 0) / depths.length : null;
      let score = 0;
      for (const [part, weight] of Object.entries(weights)) {
        const value = part === 'Stakeholder_Engagement' ? (depth === null ? '' : depth * 10) : old[part];
        if (value !== '') score += value * weight;
      }
      if (depth !== null) {
        near(values.Stakeholder_Engagement, depth * 10, `${id} engagement`);
        changed += 1;
      }
      near(values.Health_Score, score, `${id} score`);
    }
    assert.ok(changed > 0, 'the pilot has engagements');
    const shown = effect.effect.columns.find(({ column }) => column === 'Health_Score');
    assert.equal(shown.count, changed);
    near(shown.samples[0].after, after.Account_Master.find(([id]) => id === shown.samples[0].row)[1].Health_Score, 'sample');
    assert.equal((await get('/api/amendments')).items[0].on, true);
    assert.ok(!(await get('/api/check')).findings.some(({ rule }) => rule === 'weight-scale'));

    await turn('A1', false);
    assert.deepEqual(await everything(), before);
  });

  await check('all amendments together answer all findings that name one; A4 and A10 share a formula', async () => {
    const before = await everything();
    const { items } = await get('/api/amendments');
    for (const { id } of items) await turn(id, true);
    const { findings } = await get('/api/check');
    assert.deepEqual(findings.filter(({ amendment }) => amendment), []);
    const shared = (await get('/api/amendments/A10')).changes[0].formula;
    assert.ok(shared.includes('Clamp') && !shared.includes('Not Started'), shared);
    assert.ok((await everything()).Risk_Register.every(([, r]) => r.Impact !== 'Low' || r.Impact_Score_1_5 === 1));
    for (const { id } of items) await turn(id, false);
    assert.deepEqual(await everything(), before);
  });

  await check('a switch needs an administrator, an amendment that exists, and a wish', async () => {
    await refused(server, 'POST', '/api/amendments/A1', { body: { on: true } , token: server.readToken }, 403);
    await refused(server, 'POST', '/api/amendments/A99', { body: { on: true }, token: server.adminToken }, 404, /A1, A2/);
    await refused(server, 'POST', '/api/amendments/A99', { body: { on: false }, token: server.adminToken }, 404, /A1, A2/);
    await refused(server, 'GET', '/api/amendments/A99', {}, 404, /A1, A2/);
    await refused(server, 'POST', '/api/amendments/A1', { body: { on: 'yes' }, token: server.adminToken }, 400, /true or false/);
  });
}
