'use client';

import { ThemeProvider } from 'next-themes';
import { type ReactNode, Suspense } from 'react';
import { QueryProvider } from '@/lib/client/http/query-provider';
import { Toaster } from '../ui/toaster';
import { TooltipProvider } from '../ui/tooltip';

/** What every page stands on: theme, cache, tooltips, toasts. */
export function AppProviders({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      storageKey="meshscope.theme"
      enableColorScheme={false}
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <QueryProvider>
        <TooltipProvider delayDuration={350} skipDelayDuration={200}>
          <Suspense>{children}</Suspense>
        </TooltipProvider>
        <Toaster />
      </QueryProvider>
    </ThemeProvider>
  );
}
