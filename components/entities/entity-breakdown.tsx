'use client';

import { useMemo } from 'react';
import { useSignals } from '@/lib/client/signals/use-signals';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { SegmentedControl } from '../ui/segmented-control';
import { BreakdownTable } from './breakdown-table';
import { ENTITY_STATE } from './entity-state';

const OPTIONS = [
  { value: 'peer', label: 'Peer' },
  { value: 'version', label: 'Version' },
  { value: 'operation', label: 'Operation' },
  { value: 'code', label: 'Code' },
] as const;

/** The same traffic split by who, which version, which operation or which code. */
export function EntityBreakdown({ of }: { of: string }) {
  const { range } = useScope();
  const [{ direction, by }, write] = useUrlState(ENTITY_STATE);
  const signals = useSignals({ of, range, direction, by });
  const state = panelState(signals, ({ groups }) =>
    groups.length > 0 ? undefined : <EmptyState title={`No ${direction} requests in this window`} />,
  );
  const peerWord = direction === 'inbound' ? 'Source' : 'Destination';
  const options = useMemo(
    () => OPTIONS.map((option) => (option.value === 'peer' ? { ...option, label: peerWord } : option)),
    [peerWord],
  );
  return (
    <Panel
      title="Breakdown"
      state={state}
      bodyClassName="p-0"
      actions={
        <SegmentedControl
          label="Split by"
          value={by}
          options={options}
          onChange={(next) => write({ by: next })}
        />
      }
    >
      {(answer) => (
        <BreakdownTable
          signals={answer}
          by={by}
          header={options.find(({ value }) => value === by)?.label ?? ''}
        />
      )}
    </Panel>
  );
}
