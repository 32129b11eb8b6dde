'use client';

import { readCollection } from '@/lib/client/live/read-collection';
import { useLiveOrHistory } from '@/lib/client/live/use-live-or-history';
import type { TimeRange } from '@/lib/client/time/time-range';
import {
  type EntitiesAnswer,
  type EntityRow,
  entityRowSchema,
  getEntities,
} from '@/lib/protocol/api/entities';
import type { LiveDocument } from '@/lib/protocol/live/document';
import type { EntityKind } from './entity-kind';

/** The rows of a list, in the order of their names. */
export function useEntities(kind: EntityKind, namespaces: readonly string[], range: TimeRange) {
  return useLiveOrHistory({
    topic: 'entities',
    endpoint: getEntities,
    query: { kind, namespaces },
    range,
    fromDocument,
    fromAnswer,
  });
}

function fromDocument(document: LiveDocument): readonly EntityRow[] {
  return byName(readCollection(document, 'rows', entityRowSchema));
}

function fromAnswer({ rows }: EntitiesAnswer): readonly EntityRow[] {
  return byName(rows);
}

function byName(rows: readonly EntityRow[]): readonly EntityRow[] {
  return [...rows].sort((a, b) => a.name.localeCompare(b.name) || a.namespace.localeCompare(b.namespace));
}
