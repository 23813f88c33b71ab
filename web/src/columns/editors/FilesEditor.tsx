// The files of a cell: chosen, dropped or pasted, each with its progress; taken away one by one.
import { ActionIcon, Button, FileButton, Progress } from '@mantine/core';
import { useRef, useState, type DragEvent } from 'react';
import { fileAddress, uploadFile } from '../../api/files';
import { titleOf } from '../../api/schema';
import { isFileLink, itemsOf, type FileLink } from '../../api/values';
import { formatSize } from '../../format/size';
import { IconPaperclip, IconUpload, IconX } from '../../parts/icons';
import type { EditorProps } from './editor';
import { FieldError } from './FieldError';
import classes from './Files.module.css';

interface Upload {
  name: string;
  share: number;
  error?: string;
}

export function FilesEditor({ column, value, onCommit, onChange, onCancel, error, label, autoFocus }: EditorProps) {
  const files = itemsOf(value).filter(isFileLink);
  // Uploads end one after the other; each adds to what is there by then.
  const present = useRef(files);
  present.current = files;
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [over, setOver] = useState(false);
  const name = label ?? titleOf(column);

  const put = (next: FileLink[]) => {
    present.current = next;
    onChange?.(next);
    onCommit(next);
  };
  const send = async (chosen: File[]) => {
    const sent: FileLink[] = [];
    for (const file of chosen) {
      const tell = (part: Partial<Upload>) =>
        setUploads((all) => all.map((upload) => (upload.name === file.name ? { ...upload, ...part } : upload)));
      setUploads((all) => [...all.filter((upload) => upload.name !== file.name), { name: file.name, share: 0 }]);
      try {
        sent.push(await uploadFile(file, (share) => tell({ share })));
        setUploads((all) => all.filter((upload) => upload.name !== file.name));
      } catch (failure) {
        tell({ error: failure instanceof Error ? failure.message : String(failure) });
      }
    }
    if (sent.length > 0) put([...present.current, ...sent]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };
  return (
    <div
      className={classes.files}
      data-over={over || undefined}
      role="group"
      aria-label={name}
      tabIndex={-1}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files];
        if (pasted.length === 0) return;
        event.preventDefault();
        void send(pasted);
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      {files.length > 0 && (
        <ul className={classes.list}>
          {files.map((file) => (
            <li key={file.id}>
              <IconPaperclip size={14} aria-hidden />
              <a href={fileAddress(file)} download={file.name}>
                {file.name}
              </a>
              <span className={classes.size}>{formatSize(file.size)}</span>
              <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Remove ${file.name}`} onClick={() => put(files.filter(({ id }) => id !== file.id))}>
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {uploads.map(({ name: file, share, error: failure }) => (
        <div key={file} className={classes.upload}>
          <span>{file}</span>
          {failure ? (
            <FieldError id={`upload-${file}`} placement="field">
              {failure}
            </FieldError>
          ) : (
            <Progress value={share * 100} size="sm" aria-label={`Sending ${file}`} />
          )}
        </div>
      ))}
      <div className={classes.add}>
        <FileButton multiple onChange={(chosen) => void send(chosen)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={14} />} autoFocus={autoFocus ?? false}>
              Attach files
            </Button>
          )}
        </FileButton>
        <span className={classes.size}>or drop or paste them here, up to 25 MB each</span>
      </div>
      <FieldError id="files-error" placement="field">
        {error}
      </FieldError>
    </div>
  );
}
