// What a change would do everywhere, without making it.
import type { WhatIf } from './generated';
import { sendJson } from './http';

export type { WhatIf };

export const askWhatIf = (question: WhatIf, signal?: AbortSignal) => sendJson('POST', '/api/what-if', { body: question, signal });
