// The shape of a page while it is read.
import { Skeleton } from '@mantine/core';

export function PageSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Reading">
      <Skeleton height={34} mb={8} />
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={24} mb={8} />
      ))}
    </div>
  );
}
