'use client';

import type { Sticky } from '@/lib/mesh/rollout/plan';
import { Input } from '../../ui/input';
import { Switch } from '../../ui/switch';
import { NumberField } from '../plan/number-field';

const FIRST: Sticky = { cookie: 'meshscope-canary', seconds: 86_400 };
const HOUR_SECONDS = 3_600;

type StickyFieldsProps = {
  /** What the version that users stay with is called. */
  version: string;
  sticky: Sticky | undefined;
  onChange: (sticky: Sticky | undefined) => void;
};

/** Whether users who have met a version stay with it, by which cookie, and for how long. */
export function StickyFields({ version, sticky, onChange }: StickyFieldsProps) {
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label={`Users who have met ${version} stay with it`}
        checked={sticky !== undefined}
        onChange={(isOn) => onChange(isOn ? FIRST : undefined)}
      />
      {sticky === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2 pl-10">
          <span className="text-muted text-xs">by the cookie</span>
          <Input
            aria-label="Cookie of users who stay"
            value={sticky.cookie}
            maxLength={128}
            onChange={(event) => onChange({ ...sticky, cookie: event.target.value })}
            className="h-7 w-40 font-mono"
          />
          <span className="text-muted text-xs">for</span>
          <NumberField
            label="Hours that users stay"
            value={sticky.seconds / HOUR_SECONDS}
            unit="h"
            max={8_760}
            onChange={(hours) =>
              onChange({ ...sticky, seconds: Math.max(1, Math.round(hours * HOUR_SECONDS)) })
            }
          />
        </div>
      )}
    </div>
  );
}
