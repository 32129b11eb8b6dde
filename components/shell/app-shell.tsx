'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useKeyboardListener } from '@/lib/client/keyboard/use-keyboard-listener';
import { LeaveQuestion } from './leave-question';
import { Rail } from './rail';
import { TopBar } from './top-bar';
import { useShellKeys } from './use-shell-keys';

// What is behind a key press is loaded with the first press.
const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette));
const HelpDialog = dynamic(() => import('./help-dialog').then((module) => module.HelpDialog));
const MobileNav = dynamic(() => import('./mobile-nav').then((module) => module.MobileNav));

const BARE_PATHS = ['/sign-in', '/rollouts/approve'];

/** The frame of every page: rail, top bar, content. Pages for people who may not be signed in stand alone. */
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
      <LeaveQuestion />
      {overlay === 'palette' ? <CommandPalette open onOpenChange={toggle('palette')} /> : null}
      {overlay === 'help' ? <HelpDialog open onOpenChange={toggle('help')} /> : null}
      {overlay === 'nav' ? <MobileNav open onOpenChange={toggle('nav')} /> : null}
    </div>
  );
}
