// Attached files: sent with progress, fetched by their address.
import type { ApiError as ErrorAnswer, FileLink } from './generated';
import { addressOf, ApiError } from './http';

const MOST_BYTES = 25 * 1024 * 1024;

/** Refuses what the server would refuse, before it is sent. */
export function checkSize(file: File) {
  if (file.size > MOST_BYTES) throw new ApiError(413, `${file.name} is larger than 25 MB.`);
}

export const fileAddress = ({ id }: FileLink) => addressOf('GET', '/api/files/{fileId}', { path: { fileId: id } });

/** Sends a file; `onProgress` hears the share that has gone, 0 to 1. */
export async function uploadFile(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<FileLink> {
  checkSize(file);
  return new Promise((resolve, reject) => {
    // fetch() does not tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', addressOf('POST', '/api/files', { query: { name: file.name } }));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = request.response as FileLink | ErrorAnswer | null;
      if (answer && 'id' in answer) resolve(answer);
      else reject(new ApiError(request.status, answer?.message ?? `${file.name} was not taken: the server answered ${request.status}.`));
    };
    request.onerror = () => reject(new ApiError(0, 'The server cannot be reached.'));
    request.onabort = () => reject(new ApiError(0, 'Cancelled.'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
