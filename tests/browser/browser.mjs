// Debian's Chromium, and pages that note everything they should not do.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const artifacts = join(here, '../artifacts');
mkdirSync(artifacts, { recursive: true });

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export class Visit {
  /** Opens the page in a fresh profile that wants little motion, so that nothing is looked at half faded in; `options` are
   * those of a browser context. */
  static async open(browser, url, options = {}) {
    const visit = new Visit();
    visit.origin = new URL(url).origin;
    visit.complaints = []; // console errors and warnings, exceptions, refused policies
    visit.foreign = []; // requests to anyone but the server
    visit.context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
    visit.page = await visit.context.newPage();
    visit.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) visit.complaints.push(message.text());
    });
    visit.page.on('pageerror', (error) => visit.complaints.push(String(error)));
    visit.page.on('request', (request) => {
      const address = new URL(request.url());
      if (address.origin !== visit.origin && !['data:', 'blob:'].includes(address.protocol)) visit.foreign.push(request.url());
    });
    await visit.page.goto(url);
    return visit;
  }

  screenshot(name) {
    return this.page.screenshot({ path: join(artifacts, `${name}.png`), animations: 'disabled' });
  }

  /** What axe-core finds wrong that is serious or worse, in words. */
  async accessibilityFaults() {
    // evaluate() runs outside the page's content security policy, so that the policy stays as it is served.
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  }

  close() {
    return this.context.close();
  }
}
