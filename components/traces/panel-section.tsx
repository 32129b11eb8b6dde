import type { ReactNode } from 'react';

type PanelSectionProps = { title?: string; action?: ReactNode; children: ReactNode };

/** A part of a side panel. */
export function PanelSection({ title, action, children }: PanelSectionProps) {
  return (
    <section className="flex flex-col gap-2 border-border border-b px-4 py-3 last:border-b-0">
      {title === undefined ? null : (
        <header className="flex min-h-6 items-center justify-between gap-2">
          <h3 className="text-muted text-xs">{title}</h3>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
