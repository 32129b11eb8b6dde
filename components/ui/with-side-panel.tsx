import type { ReactNode } from 'react';

/** A main view and, when something is selected, its side panel: side by side, stacked when narrow. */
export function WithSidePanel({ children, panel }: { children: ReactNode; panel: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col min-[900px]:flex-row">
      <div className="relative min-h-0 min-w-0 grow">{children}</div>
      {panel}
    </div>
  );
}
