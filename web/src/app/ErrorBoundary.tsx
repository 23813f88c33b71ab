// Catches what goes wrong while drawing, so that a bug shows words and a way on instead of a blank page.
import { Button } from '@mantine/core';
import { IconMoodSad } from '../parts/icons';
import { Component, type ReactNode } from 'react';
import { Message } from '../parts/Message';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Message
        role="alert"
        icon={<IconMoodSad size={22} />}
        title="This page stumbled over a mistake of ours"
        action={<Button onClick={() => location.reload()}>Load the page again</Button>}
      >
        Nothing you have saved is lost. The mistake calls itself: <code>{error.message}</code>
      </Message>
    );
  }
}
