'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { usePreference } from '@/lib/client/preferences/use-preference';
import { IconButton } from './icon-button';
import { ResizeHandle } from './resize-handle';

const DEFAULT_WIDTH = 360;
const MIN_WIDTH = 280;
const MAX_WIDTH = 720;

type SidePanelProps = {
  label: string;
  /** The header beside the close button. */
  title: ReactNode;
  onClose?: () => void;
  children: ReactNode;
};

/** The right panel of a selection: 360 px, resizable, closed by Esc; below 900 px it covers the page's foot. */
export function SidePanel({ label, title, onClose, children }: SidePanelProps) {
  const [stored, store] = usePreference('side-panel.width', String(DEFAULT_WIDTH));
  const width = Number(stored) || DEFAULT_WIDTH;
  useHotkey('Escape', 'Close the side panel', () => onClose?.(), { enabled: onClose !== undefined });
  return (
    <aside
      aria-label={label}
      style={{ '--panel-width': `${width}px` }}
      className="relative flex min-h-0 shrink-0 animate-fade-in flex-col border-border border-t bg-surface max-[899px]:max-h-[55%] min-[900px]:w-(--panel-width) min-[900px]:border-t-0 min-[900px]:border-l"
    >
      <ResizeHandle
        label={`Width of ${label.toLowerCase()}`}
        value={width}
        min={MIN_WIDTH}
        max={MAX_WIDTH}
        grows="left"
        onChange={(next) => store(String(next))}
        className="absolute inset-y-0 -left-1 max-[899px]:hidden"
      />
      <header className="flex min-h-12 shrink-0 items-center gap-2 border-border border-b py-2 pr-2 pl-4">
        <div className="min-w-0 grow">{title}</div>
        {onClose === undefined ? null : <IconButton icon={X} label="Close" keys="Escape" onClick={onClose} />}
      </header>
      <div className="min-h-0 grow overflow-auto">{children}</div>
    </aside>
  );
}
