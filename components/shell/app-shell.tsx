'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useKeyboardListener } from '@/lib/client/keyboard/use-keyboard-listener';
import { CommandPalette } from './command-palette';
import { HelpDialog } from './help-dialog';
import { MobileNav } from './mobile-nav';
import { Rail } from './rail';
import { TopBar } from './top-bar';
import { useShellKeys } from './use-shell-keys';

const BARE_PATHS = ['/sign-in'];

/** The frame of every page: rail, top bar, content. The sign-in page stands alone. */
export function AppShell({ children }: { children: ReactNode }) {
  const path = usePathname();
  useKeyboardListener();
  if (BARE_PATHS.includes(path)) return <main className="h-full">{children}</main>;
  return <Frame>{children}</Frame>;
}

type Overlay = 'palette' | 'help' | 'nav';

function Frame({ children }: { children: ReactNode }) {
  const [overlay, setOverlay] = useState<Overlay>();
  const toggle = (name: Overlay) => (open: boolean) => setOverlay(open ? name : undefined);
  useShellKeys({ onPalette: () => setOverlay('palette'), onHelp: () => setOverlay('help') });
  return (
    <div className="flex h-full">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Rail />
      <div className="flex min-w-0 grow flex-col">
        <TopBar
          onSearch={() => setOverlay('palette')}
          onHelp={() => setOverlay('help')}
          onNav={() => setOverlay('nav')}
        />
        <main id="content" tabIndex={-1} className="min-h-0 grow overflow-auto outline-none">
          {children}
        </main>
      </div>
      <CommandPalette open={overlay === 'palette'} onOpenChange={toggle('palette')} />
      <HelpDialog open={overlay === 'help'} onOpenChange={toggle('help')} />
      <MobileNav open={overlay === 'nav'} onOpenChange={toggle('nav')} />
    </div>
  );
}
