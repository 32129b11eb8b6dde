'use client';

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { takeNotices } from './notify';

/** The messages themselves. */
export function Toasts() {
  useEffect(
    () =>
      takeNotices(({ title, detail, tone = 'info', action }) => {
        toast[tone](title, {
          ...(detail === undefined ? {} : { description: detail }),
          ...(action === undefined ? {} : { action: { label: action.label, onClick: action.run } }),
        });
      }),
    [],
  );
  return (
    <Toaster
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-80 items-start gap-3 rounded-lg border border-border-strong bg-raised p-3 text-text text-sm shadow-overlay',
          title: 'font-medium',
          description: 'text-muted text-xs',
          actionButton: 'ml-auto shrink-0 rounded-sm text-accent text-xs hover:underline',
          error: '[&_[data-icon]]:text-failing',
          success: '[&_[data-icon]]:text-ok',
        },
      }}
    />
  );
}
