// What stands where something could not be read: why, and the way to try again.
import { Button } from '@mantine/core';
import { ApiError } from '../api/http';
import { IconCloudOff, IconLock } from './icons';
import { Message } from './Message';

export function Failure({ error, again }: { error: Error; again: () => void }) {
  if (error instanceof ApiError && error.status === 401) {
    return (
      <Message role="alert" icon={<IconLock size={22} />} title="This browser is not signed in">
        On the machine that runs csip, open the address that <code>./run</code> prints: it signs the browser in.
      </Message>
    );
  }
  return (
    <Message
      role="alert"
      icon={<IconCloudOff size={22} />}
      title="This could not be read"
      action={<Button onClick={again}>Try again</Button>}
    >
      {error.message}
    </Message>
  );
}
