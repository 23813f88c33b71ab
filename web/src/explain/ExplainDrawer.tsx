// "Explain this number": opens over any page. What it is about is in the address; a part that is itself computed is opened in the
// same drawer, and the trail at the top (or Alt and the left arrow) leads back.
import { ActionIcon, Alert, Anchor, Breadcrumbs, Drawer, Skeleton, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { isFormulaSubject, type CellAddress, type Explanation, type Subject } from '../api/explain';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { IconCopy } from '../parts/icons';
import classes from './ExplainDrawer.module.css';
import { ExplanationView } from './ExplanationView';
import { useExplanation, type Since } from './since';
import { columnOf, keyOfSubject, namingOf, readSubject, titleOfSubject } from './subject';

interface Props {
  /** The part of the address; undefined while nothing is explained. */
  address: string | undefined;
  onClose: () => void;
}

export function ExplainDrawer({ address, onClose }: Props) {
  const subject = readSubject(address);
  // The drawer keeps what it showed while it slides out.
  const [trail, setTrail] = useState<Subject[]>(subject ? [subject] : []);
  useEffect(() => {
    const next = readSubject(address);
    if (next) setTrail((before) => (before.length > 0 && keyOfSubject(before[0]!) === keyOfSubject(next) ? before : [next]));
  }, [address]);
  const schema = useSchema();
  const current = trail.at(-1);
  return (
    <Drawer
      opened={subject !== undefined}
      onClose={() => {
        onClose();
        setTrail((before) => before.slice(0, 1));
      }}
      position="right"
      size="min(600px, 100vw)"
      title={current ? <Title subject={current} /> : ''}
      classNames={{ title: classes.title ?? '', body: classes.body ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {current && (
        <>
          {trail.length > 1 && (
            <Breadcrumbs separator="›" mb="sm" separatorMargin={6}>
              {trail.slice(0, -1).map((step, index) => (
                <Anchor key={index} component="button" size="sm" onClick={() => setTrail(trail.slice(0, index + 1))}>
                  {titleOfSubject(schema, step)}
                </Anchor>
              ))}
              <span aria-current="true">{titleOfSubject(schema, current)}</span>
            </Breadcrumbs>
          )}
          <Explained subject={current} deep={trail.length > 1} onOpen={(cell) => setTrail([...trail, cell])} onBack={() => setTrail(trail.slice(0, -1))} />
        </>
      )}
    </Drawer>
  );
}

function Title({ subject }: { subject: Subject }) {
  const { data } = useExplanation(subject);
  return <>{titleOfSubject(useSchema(), subject, data?.rowName)}</>;
}

interface ExplainedProps {
  subject: Subject;
  deep: boolean;
  onOpen: (cell: CellAddress) => void;
  onBack: () => void;
}

function Explained({ subject, deep, onOpen, onBack }: ExplainedProps) {
  const { data, error } = useExplanation(subject);
  const [since, setSince] = useState<Since>('30');
  const open = useOpen();
  const schema = useSchema();
  useHotkeys([['alt+ArrowLeft', () => deep && onBack(), { preventDefault: deep }]], []);
  if (error) {
    return (
      <Alert color="red" role="alert" title="The explanation could not be read">
        {error.message}
      </Alert>
    );
  }
  if (!data) {
    return (
      <div role="status" aria-label="Reading the explanation">
        <Skeleton height={34} width={120} mb="lg" />
        <Skeleton height={48} mb="lg" />
        <Skeleton height={140} />
      </div>
    );
  }
  const column = isFormulaSubject(subject) ? undefined : columnOf(schema, subject);
  return (
    <>
      <CopyButton subject={subject} explanation={data} />
      <ExplanationView
        key={keyOfSubject(subject)}
        subject={subject}
        explanation={data}
        since={since}
        onSince={setSince}
        onOpen={onOpen}
        onEditFormula={column?.formula && !isFormulaSubject(subject) ? () => open.column(subject.table, column.id) : undefined}
      />
    </>
  );
}

function CopyButton({ subject, explanation }: { subject: Subject; explanation: Explanation }) {
  const schema = useSchema();
  const copy = async () => {
    try {
      const { copyText, textOfExplanation } = await import('./copyText');
      const column = isFormulaSubject(subject) ? undefined : columnOf(schema, subject);
      await copyText(textOfExplanation(titleOfSubject(schema, subject, explanation.rowName), explanation, column, namingOf(schema)));
      notifications.show({ message: 'The explanation is on the clipboard', color: 'gray' });
    } catch (error) {
      notifications.show({ title: 'It could not be copied', message: error instanceof Error ? error.message : String(error), color: 'red' });
    }
  };
  return (
    <Tooltip label="Copy as text">
      <ActionIcon className={classes.copy ?? ''} variant="subtle" color="gray" size={28} aria-label="Copy as text" onClick={() => void copy()}>
        <IconCopy size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
