import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconSearchOff } from '../parts/icons';
import { Message } from '../parts/Message';

export function NotFound({ what = 'page' }: { what?: string }) {
  return (
    <Message
      role="alert"
      icon={<IconSearchOff size={22} />}
      title={`There is no such ${what}`}
      action={
        <Button component={Link} to="/" variant="default">
          Go home
        </Button>
      }
    >
      It may have been removed or renamed since the link was made. Press Ctrl+K to look for it.
    </Message>
  );
}
