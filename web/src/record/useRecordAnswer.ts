// Reads a record: as it is, or as it was on a day.
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/queries';
import { fetchRecord } from '../api/rows';

export function useRecordAnswer(table: string, row: string, asOf: string | undefined) {
  return useQuery({
    queryKey: asOf ? keys.recordThen(table, row, asOf) : keys.record(table, row),
    queryFn: ({ signal }) => fetchRecord(table, row, signal, asOf),
  });
}
