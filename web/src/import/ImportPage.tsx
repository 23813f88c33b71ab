// Rows out of a CSV file: choose the file and the table, say which column is which, see what would happen, then do it. The
// work goes on when the page is left; it is one step of undo.
import { Button, FileInput, Group, MultiSelect, Select, Table } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadFile } from '../api/files';
import { startImport } from '../api/imports';
import { isOver, type Job } from '../api/jobs';
import { titleOf, type Table as SchemaTable } from '../api/schema';
import { PageHeader } from '../app/PageHeader';
import { announce, useJobs } from '../app/jobs';
import { useSchema } from '../app/schemaContext';
import { ImportResult } from './ImportResult';
import classes from './ImportPage.module.css';
import { PREVIEW_BYTES, readPreview, suggestKey, suggestMapping, type Preview } from './preview';

interface Draft {
  file: File;
  /** Of the uploaded copy. */
  id: string;
  preview: Preview;
}

export default function ImportPage() {
  const schema = useSchema();
  const [draft, setDraft] = useState<Draft>();
  const [tableId, setTableId] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const table = tableId === null ? undefined : schema.table(tableId);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const preview = readPreview(await file.slice(0, PREVIEW_BYTES).text());
      if (preview.headers.length === 0) throw new Error('The file has no first line with the names of its columns.');
      return { file, preview, id: (await uploadFile(file, () => undefined)).id };
    },
    onSuccess: setDraft,
  });
  return (
    <div className={classes.page}>
      <PageHeader title="Import" description="Rows out of a CSV file, as Excel, Google Sheets and other systems save it. Nothing is changed before you have seen what would change." />
      <div
        className={classes.source}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) upload.mutate(file);
        }}
      >
        <FileInput
          label="File"
          placeholder="Choose a CSV file, or drop it here"
          accept=".csv,text/csv"
          clearable
          clearButtonProps={{ 'aria-label': 'Another file' }}
          value={draft?.file ?? null}
          onChange={(file) => (file ? upload.mutate(file) : setDraft(undefined))}
          error={upload.error?.message}
        />
        <Select
          label="Into the table"
          placeholder="Choose a table"
          searchable
          data={schema.tables.filter(({ system }) => !system).map((entry) => ({ value: entry.id, label: titleOf(entry) }))}
          value={tableId}
          onChange={setTableId}
        />
      </div>
      {draft && table && <Mapping key={`${draft.id} ${table.id}`} draft={draft} table={table} />}
    </div>
  );
}

function Mapping({ draft, table }: { draft: Draft; table: SchemaTable }) {
  const client = useQueryClient();
  const { headers, rows } = draft.preview;
  const [mapping, setMapping] = useState(() => suggestMapping(headers, table.columns));
  const [key, setKey] = useState(() => suggestKey(mapping, table.columns));
  const [jobId, setJobId] = useState<string>();
  const [started, setStarted] = useState<Job>();
  const job = useJobs().find(({ id }) => id === jobId) ?? started;
  const start = useMutation({
    mutationFn: (dryRun: boolean) => {
      const mapped = Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== ''));
      return startImport({ table: table.id, file: draft.id, mapping: mapped, key, dryRun });
    },
    onSuccess: (answer) => {
      announce(client, answer);
      setStarted(answer);
      setJobId(answer.id);
    },
  });
  const [tried, setTried] = useState<'dry' | 'real'>();
  const run = (dryRun: boolean) => {
    setTried(dryRun ? 'dry' : 'real');
    start.mutate(dryRun);
  };
  const changeMapping = (header: string, column: string) => {
    const next = { ...mapping, [header]: column };
    setMapping(next);
    setKey(key.filter((id) => Object.values(next).includes(id)));
    setTried(undefined);
  };
  const choices = table.columns.filter(({ writable, type }) => writable || type === 'row-id').map((column) => ({ value: column.id, label: titleOf(column) }));
  const mappedColumns = choices.filter(({ value }) => Object.values(mapping).includes(value));
  const missing = table.columns.filter(({ id, required }) => required && !Object.values(mapping).includes(id));
  const running = job !== undefined && !isOver(job);
  const checked = tried === 'dry' && job?.state === 'done';
  return (
    <>
      <Table className={classes.mapping ?? ''} withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>In the file</Table.Th>
            <Table.Th>First values</Table.Th>
            <Table.Th>Becomes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {headers.map((header, index) => (
            <Table.Tr key={header}>
              <Table.Th scope="row">{header}</Table.Th>
              <Table.Td className={classes.values ?? ''}>{rows.map((row) => row[index] ?? '').filter(Boolean).slice(0, 3).join(' · ')}</Table.Td>
              <Table.Td>
                <Select
                  aria-label={`Column for ${header}`}
                  placeholder="Leave out"
                  clearable
                  searchable
                  data={choices}
                  value={mapping[header] || null}
                  onChange={(column) => changeMapping(header, column ?? '')}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {missing.length > 0 && (
        <p className={classes.hint}>
          New rows need {missing.map(titleOf).join(', ')}; without {missing.length === 1 ? 'it' : 'them'} only rows that are there can be updated.
        </p>
      )}
      <MultiSelect
        className={classes.key ?? ''}
        label="Recognize rows by"
        description="A row with the same value is updated; without a column here every line becomes a new row"
        data={mappedColumns}
        value={key}
        onChange={(columns) => {
          setKey(columns);
          setTried(undefined);
        }}
      />
      <Group mt="md" gap="sm">
        <Button variant={checked ? 'default' : 'filled'} onClick={() => run(true)} loading={running && tried === 'dry'} disabled={mappedColumns.length === 0 || running}>
          See what would change
        </Button>
        <Button onClick={() => run(false)} loading={running && tried === 'real'} disabled={!checked}>
          Import
        </Button>
      </Group>
      {start.isError && (
        <p role="alert" className={classes.error}>
          {start.error.message}
        </p>
      )}
      {job && tried && <ImportResult job={job} dryRun={tried === 'dry'} fileName={draft.file.name} />}
    </>
  );
}
