import { CsipServer } from '../server/csip_server.mjs';
import { accounts } from './accounts.mjs';
import { launch } from './browser.mjs';
import { close } from './checks.mjs';
import { delivery } from './delivery.mjs';
import { empty } from './empty.mjs';

const browser = await launch();
const server = await CsipServer.start();
try {
  await delivery(server);
  await accounts(browser, server);
} finally {
  await server.stop();
}
const bare = await CsipServer.start({ sample: '' });
try {
  await empty(browser, bare);
} finally {
  await bare.stop();
  await browser.close();
}
close();
