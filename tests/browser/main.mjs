// All suites in one browser; each gets servers of its own. `node main.mjs NAME...` runs only these.
import { CsipServer } from '../server/csip_server.mjs';
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

const suites = {
  comments: [comments, { sample: 'portfolio' }],
  delivery: [(browser, server) => delivery(server)],
  explain: [explain, { sample: 'portfolio', serve: ['--test-clock'] }],
  files: [files, { sample: 'portfolio' }],
  grid: [grid, { sample: 'portfolio' }],
  imports: [imports],
  shell: [shell],
  pages: [pages, { sample: 'portfolio' }],
  hostileText: [hostileText],
  boards: [boards, { sample: 'portfolio' }],
  boardsPilot: [boards],
  home: [home, { sample: 'portfolio' }],
  homePilot: [home],
  record: [record, { sample: 'portfolio' }],
  recordPilot: [record],
};

const wanted = process.argv.slice(2);
const browser = await launch();
for (const [name, [run, options]] of Object.entries(suites)) {
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
