// The shape of the page while its numbers are on their way, so that nothing jumps when they arrive.
import { Skeleton } from '@mantine/core';
import frame from './AccountTable.module.css';
import totals from './Totals.module.css';

export function AccountSkeleton() {
  return (
    <div role="status" aria-label="Reading the accounts" style={{ display: 'contents' }}>
      <div className={totals.strip}>
        {[0, 1, 2].map((tile) => (
          <div key={tile} className={totals.tile}>
            <Skeleton height={12} width={60} mb={8} />
            <Skeleton height={26} width={96} mb={8} />
            <Skeleton height={10} width={130} />
          </div>
        ))}
      </div>
      <Skeleton height={36} width={320} />
      <div className={frame.frame}>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} style={{ height: 44, padding: '15px 14px' }}>
            <Skeleton height={14} width={`${88 - row * 6}%`} />
          </div>
        ))}
      </div>
    </div>
  );
}
