'use client';

import { ThemeProvider } from 'next-themes';
import { type ReactNode, Suspense } from 'react';
import { QueryProvider } from '@/lib/client/http/query-provider';
import { Toaster } from '../ui/toaster';

/** What every page stands on: theme, cache, toasts. */
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
        <Suspense>{children}</Suspense>
        <Toaster />
      </QueryProvider>
    </ThemeProvider>
  );
}
