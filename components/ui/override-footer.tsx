'use client';

import { Button } from './button';

type OverrideFooterProps = {
  error: Error | null;
  isPending: boolean;
  /** Null where nothing but the defaults is set. */
  onReset: (() => void) | null;
  onCancel: () => void;
  submitLabel: string;
  canSubmit: boolean;
};

/** The end of a form that sets something in place of the defaults: what went wrong, the way back, the deed. */
export function OverrideFooter({
  error,
  isPending,
  onReset,
  onCancel,
  submitLabel,
  canSubmit,
}: OverrideFooterProps) {
  return (
    <>
      {error === null ? null : (
        <p role="alert" className="text-failing text-sm">
          {error.message}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2 border-border border-t pt-3">
        {onReset === null ? null : (
          <Button className="mr-auto" tone="ghost" disabled={isPending} onClick={onReset}>
            Back to the defaults
          </Button>
        )}
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" disabled={!canSubmit || isPending}>
          {submitLabel}
        </Button>
      </div>
    </>
  );
}
