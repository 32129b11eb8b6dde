'use client';

import { useUrlState } from '@/lib/client/url/use-url-state';
import { SegmentedControl } from '../ui/segmented-control';
import { Switch } from '../ui/switch';
import type { EntityKind } from './entity-kind';
import { ENTITY_STATE } from './entity-state';

/** Which side of the traffic, and against what. */
export function EntityControls({ kind }: { kind: EntityKind }) {
  const [{ direction, compare }, write] = useUrlState(ENTITY_STATE);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {kind === 'service' ? null : (
        <SegmentedControl
          label="Direction of traffic"
          value={direction}
          options={[
            { value: 'inbound', label: 'Inbound' },
            { value: 'outbound', label: 'Outbound' },
          ]}
          onChange={(next) => write({ direction: next })}
        />
      )}
      <Switch
        label="Compare with yesterday"
        checked={compare}
        onChange={(next) => write({ compare: next })}
      />
    </div>
  );
}
