// All suites in one browser; each gets servers of its own. `node main.mjs NAME...` runs only these.
import { CsipServer } from '../server/csip_server.mjs';
import { bar } from './bar.mjs';
import { boards } from './boards.mjs';
import { launch } from './browser.mjs';
import { close } from './checks.mjs';
import { comments } from './comments.mjs';
import { delivery } from './delivery.mjs';
import { explain } from './explain.mjs';
import { files } from './files.mjs';
import { grid } from './grid.mjs';
import { home } from './home.mjs';
import { imports } from './imports.mjs';
import { hostileText, pages } from './pages.mjs';
import { record } from './record.mjs';
import { shell } from './shell.mjs';

const alone = {
  delivery: [(browser, server) => delivery(server)],
  hostileText: [hostileText],
};
/** Walked on both samples: as NAME on the portfolio, as NAMEPilot on the pilot. */
const onBoth = {
  bar: [bar],
  boards: [boards],
  comments: [comments],
  explain: [explain, { serve: ['--test-clock'] }],
  files: [files],
  grid: [grid],
  home: [home],
  imports: [imports],
  pages: [pages],
  record: [record],
  shell: [shell],
};
const suites = new Map(Object.entries(alone));
for (const [name, [run, options]] of Object.entries(onBoth)) {
  suites.set(name, [run, { ...options, sample: 'portfolio' }]);
  suites.set(`${name}Pilot`, [run, { ...options, sample: 'gard-as' }]);
}

const wanted = process.argv.slice(2);
const browser = await launch();
for (const [name, [run, options]] of suites) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const server = await CsipServer.start(options);
  try {
    await run(browser, server);
  } finally {
    await server.stop();
  }
}
await browser.close();
close();
