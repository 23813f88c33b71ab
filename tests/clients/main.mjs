import { check, close } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { codaJs } from './coda_js.mjs';
import { pack } from './pack.mjs';
import { packsClient } from './packs_client.mjs';
import { startPrism } from './prism.mjs';

const clock = ['--clock', '2026-11-22T12:00:00Z'];
const server = await CsipServer.start({ init: clock, serve: clock });
const prism = await startPrism(server.url);
try {
  const direct = { url: server.url, origin: server.url, token: server.token, readToken: server.readToken, words: '' };
  for (const part of [packsClient, codaJs, pack]) await part(direct);
  if (prism) {
    const between = { ...direct, url: prism.url, words: ', through Prism' };
    for (const part of [packsClient, codaJs, pack]) await part(between);
    await check('Prism saw the exchanges and found no violation of the contract', () => prism.judge());
  }
} finally {
  await prism?.stop();
  await server.stop();
}
close();
