'use client';

import { useWithdrawAcknowledgement } from '@/lib/client/config/use-acknowledgements';
import { formatAbsolute, formatDayTime } from '@/lib/client/format/format-time';
import { Button } from '../../ui/button';

/** A finding that may stand, as far as the list shows it. */
export type AcknowledgedEntry = {
  key: string;
  message: string;
  reason: string;
  author: string;
  expiresAt: number | null;
  /** What became of it, where that is not plain. */
  note?: string | undefined;
};

type AcknowledgedListProps = { entries: readonly AcknowledgedEntry[]; onWithdrawn?: () => void };

/** What was let stand, by whom and until when; each can be taken back. */
export function AcknowledgedList({ entries, onWithdrawn }: AcknowledgedListProps) {
  const withdraw = useWithdrawAcknowledgement();
  return (
    <>
      {withdraw.error === null ? null : (
        <p role="alert" className="px-4 py-2 text-failing">
          {withdraw.error.message}
        </p>
      )}
      <ul className="flex flex-col divide-y divide-border/60">
        {entries.map(({ key, message, reason, author, expiresAt, note }) => (
          <li key={key} className="flex items-start gap-3 px-4 py-2">
            <div className="min-w-0 grow">
              <p className="break-words text-muted text-sm">{message}</p>
              <p className="break-words text-faint text-xs">
                {`“${reason}” · by ${author} · until `}
                {expiresAt === null ? (
                  'it is solved'
                ) : (
                  <time dateTime={new Date(expiresAt).toISOString()} title={formatAbsolute(expiresAt)}>
                    {formatDayTime(expiresAt)}
                  </time>
                )}
                {note === undefined ? '' : ` · ${note}`}
              </p>
            </div>
            <Button
              size="sm"
              disabled={withdraw.isPending}
              aria-label={`Withdraw: ${message}`}
              onClick={() => withdraw.mutate(key, { onSuccess: () => onWithdrawn?.() })}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
