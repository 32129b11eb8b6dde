'use client';

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { askAgainMs, isWorthRetrying } from './ask-again';
import { ClientError } from './client-error';

/** Holds the page's cache of answers. Old data stays on screen while new data loads. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function makeClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        placeholderData: (previous: unknown) => previous,
        refetchInterval: ({ state }) => askAgainMs(state.error),
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
    },
  });
}

/** A session that ended leads to the sign-in page and back. */
function leaveWhenSignedOut(error: unknown): void {
  if (!(error instanceof ClientError) || error.code !== 'unauthenticated') return;
  const { pathname, search } = window.location;
  if (pathname !== '/sign-in') window.location.assign(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
}
