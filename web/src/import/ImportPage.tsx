// Rows out of a CSV file: choose the file and the table, say which column is which, see what would happen, then do it. The
// work goes on when the page is left; it is one step of undo.
import { Button, FileInput, Group, MultiSelect, Select, Table } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadFile } from '../api/files';
import { previewImport, startImport, type ImportPreview } from '../api/imports';
import { isOver, type Job } from '../api/jobs';
import { titleOf, type Table as SchemaTable } from '../api/schema';
import { PageHeader } from '../app/PageHeader';
import { announce, useJobs } from '../app/jobs';
import { useSchema } from '../app/schemaContext';
import { counted } from '../format/number';
import { ImportResult } from './ImportResult';
import classes from './ImportPage.module.css';
import { LineProblems } from './LineProblems';
import { suggestKey, suggestMapping } from './mapping';

interface Draft {
  file: File;
  preview: ImportPreview;
  /** Gives the id of the copy on the server. */
  send: () => Promise<string>;
}

/** The file is sent when it is first needed, and once: one that is only looked at is not kept. */
function sender(file: File): () => Promise<string> {
  let sent: Promise<string> | undefined;
  const send = async () => (await uploadFile(file, () => undefined)).id;
  return () =>
    (sent ??= send().catch((error: unknown) => {
      sent = undefined;
      throw error;
    }));
}

export default function ImportPage() {
  const schema = useSchema();
  const [tableId, setTableId] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const table = tableId === null ? undefined : schema.table(tableId);
  const choice = useMutation({
    mutationFn: async (file: File): Promise<Draft> => {
      const preview = await previewImport(file);
      if (preview.error) throw new Error(`Line ${preview.error.line}: ${preview.error.message}.`);
      return { file, preview, send: sender(file) };
    },
  });
  const { data: draft } = choice;
  const choose = (file: File | null) => (file ? choice.mutate(file) : choice.reset());
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
          if (file) choose(file);
        }}
      >
        <FileInput
          label="File"
          placeholder="Choose a CSV file, or drop it here"
          accept=".csv,text/csv"
          clearable
          clearButtonProps={{ 'aria-label': 'Another file' }}
          value={choice.variables ?? null}
          onChange={choose}
          error={choice.error && <span role="alert">{choice.error.message}</span>}
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
      {draft && <WhatItHolds preview={draft.preview} />}
      {draft && table && <Mapping key={`${choice.submittedAt} ${table.id}`} draft={draft} table={table} />}
    </div>
  );
}

/** How many lines a chosen file has, and what is wrong with some of them. */
function WhatItHolds({ preview: { headers, lines, problems, problemCount } }: { preview: ImportPreview }) {
  return (
    <div role="status">
      <p className={classes.hint}>
        {counted(lines, 'line')} with {counted(headers.length, 'column')}
        {problemCount > 0 && `; ${counted(problemCount, 'problem')}:`}
      </p>
      {problemCount > 0 && <LineProblems problems={problems} count={problemCount} />}
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
    mutationFn: async (dryRun: boolean) => {
      const mapped = Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== ''));
      return startImport({ table: table.id, file: await draft.send(), mapping: mapped, key, dryRun });
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
          {headers.map((header, index) => header !== '' && (
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
      {mappedColumns.length === 0 && (
        <p className={classes.hint}>No column of the file is called like one of the table. Does its first line hold the names of the columns?</p>
      )}
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
