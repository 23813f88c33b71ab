import { close } from '../browser/checks.mjs';
import { CsipServer } from '../server/csip_server.mjs';
import { amendments } from './amendments.mjs';
import { codaRead } from './coda_read.mjs';
import { codaSync } from './coda_sync.mjs';
import { codaWrite } from './coda_write.mjs';
import { comments } from './comments.mjs';
import { exports } from './exports.mjs';
import { files } from './files.mjs';
import { find } from './find.mjs';
import { hostile } from './hostile.mjs';
import { jobs } from './jobs.mjs';
import { layouts } from './layouts.mjs';
import { own } from './own.mjs';
import { presence } from './presence.mjs';
import { rows } from './rows.mjs';
import { session } from './session.mjs';
import { stream } from './stream.mjs';
import { undo } from './undo.mjs';
import { whatIf } from './what_if.mjs';

const clock = ['--clock', '2026-11-22T12:00:00Z'];
const server = await CsipServer.start({ init: clock, serve: [...clock, '--test-clock'] });
try {
  for (const part of [amendments, codaRead, codaWrite, codaSync, layouts, own, files, jobs, find, undo, stream, presence, session, whatIf, hostile]) await part(server);
  await rows(clock);
  await comments(clock);
  await exports(clock);
} finally {
  await server.stop();
}
close();
