// A workspace without any account.
import assert from 'node:assert/strict';
import { Visit } from './browser.mjs';
import { check } from './checks.mjs';

export async function empty(browser, server) {
  const visit = await Visit.open(browser, server.url);
  await check('an empty workspace says what the page is for and how to fill it', async () => {
    await visit.page.getByText('No accounts yet').waitFor();
    await visit.screenshot('empty');
    assert.deepEqual(await visit.accessibilityFaults(), []);
    assert.deepEqual(visit.complaints, []);
  });
  await visit.close();
}
