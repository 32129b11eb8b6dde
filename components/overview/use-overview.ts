'use client';

import { readCollection } from '@/lib/client/live/read-collection';
import { useLiveOrHistory } from '@/lib/client/live/use-live-or-history';
import { useScope } from '@/lib/client/url/use-scope';
import {
  getOverview,
  type NamespaceCard,
  namespaceCardSchema,
  type OverviewAnswer,
} from '@/lib/protocol/api/overview';
import type { LiveDocument } from '@/lib/protocol/live/document';

/** The namespaces in scope with their health and signals. */
export function useOverview() {
  const { namespaces, range } = useScope();
  return useLiveOrHistory({
    topic: 'overview',
    endpoint: getOverview,
    query: { namespaces },
    range,
    fromDocument,
    fromAnswer,
  });
}

function fromDocument(document: LiveDocument): readonly NamespaceCard[] {
  return readCollection(document, 'namespaces', namespaceCardSchema);
}

function fromAnswer({ namespaces }: OverviewAnswer): readonly NamespaceCard[] {
  return namespaces;
}
