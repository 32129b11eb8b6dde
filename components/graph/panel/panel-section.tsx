import { type ReactNode, useId } from 'react';

/** One question of the panel and its answer. */
export function PanelSection({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-border border-b px-4 py-3 last:border-b-0">
      <header className="mb-1.5 flex min-h-6 items-center gap-2">
        <h3 id={id} className="text-muted text-xs">
          {title}
        </h3>
        {note === undefined ? null : <span className="text-faint text-xs">{note}</span>}
        {actions === undefined ? null : <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
