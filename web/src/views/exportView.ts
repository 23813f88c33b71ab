// What a view shows as a CSV file, made by the server; fetched when it is done.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { startExport } from '../api/imports';
import { jobFileAddress } from '../api/jobs';
import type { RowQuery } from '../api/rows';
import { announce, finished } from '../app/jobs';
import { tellRefused } from '../edit/writer';

export function useExport() {
  const client = useQueryClient();
  return useCallback(
    async (view: string, query: RowQuery) => {
      try {
        const started = await startExport(view, query);
        announce(client, started);
        const { state, error, result } = await finished(client, started.id);
        if (state === 'failed') throw new Error(error);
        if (!result?.file) return;
        const link = document.createElement('a');
        link.href = jobFileAddress(started);
        link.download = result.file.name;
        link.click();
      } catch (failure) {
        tellRefused(failure, 'There is no file');
      }
    },
    [client],
  );
}
