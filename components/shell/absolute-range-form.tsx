'use client';

import { useState } from 'react';
import { formatForInput } from '@/lib/client/time/format-for-input';
import { parseAbsolute } from '@/lib/client/time/parse-range';
import type { TimeRange, TimeWindow } from '@/lib/client/time/time-range';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';

type AbsoluteRangeFormProps = { initial: TimeWindow; onSubmit: (range: TimeRange) => void };

/** Two instants in the viewer's own zone. */
export function AbsoluteRangeForm({ initial, onSubmit }: AbsoluteRangeFormProps) {
  const [from, setFrom] = useState(() => formatForInput(initial.fromMs));
  const [to, setTo] = useState(() => formatForInput(initial.toMs));
  const range = parseAbsolute(from, to);
  return (
    <form
      className="flex flex-col gap-1 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (range !== undefined) onSubmit(range);
      }}
    >
      <Field label={`From (${zoneName()})`}>
        {(ids) => (
          <Input
            type="datetime-local"
            step={1}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            {...ids}
          />
        )}
      </Field>
      <Field label="To" error={range === undefined ? 'Must be later than the start' : undefined}>
        {(ids) => (
          <Input
            type="datetime-local"
            step={1}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            {...ids}
          />
        )}
      </Field>
      <Button type="submit" size="sm" tone="primary" className="mt-1" disabled={range === undefined}>
        Show this window
      </Button>
    </form>
  );
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
