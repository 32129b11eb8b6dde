'use client';

import { Boxes, Component, type LucideIcon, Network } from 'lucide-react';
import { useMemo } from 'react';
import { useNames } from '@/lib/client/names/use-names';
import { entityHref } from '@/lib/client/url/entity-href';
import { PAGES } from './pages';
import { rankByName } from './rank-by-name';

/** Something the palette can open. */
export type PaletteEntry = { id: string; label: string; hint: string; href: string; icon?: LucideIcon };
export type PaletteGroup = { heading: string; entries: readonly PaletteEntry[] };

const KINDS = [
  { kind: 'app', heading: 'Applications', icon: Boxes },
  { kind: 'service', heading: 'Services', icon: Network },
  { kind: 'workload', heading: 'Workloads', icon: Component },
] as const;

const MOST_PER_GROUP = 8;

/** What the typed text can mean, best first. */
export function usePaletteEntries(text: string): readonly PaletteGroup[] {
  const { data } = useNames();
  return useMemo(() => {
    const groups = [
      { heading: 'Pages', entries: PAGES.map(pageEntry) },
      ...KINDS.map((kind) => group(kind, data?.entities)),
    ];
    return groups
      .map(({ heading, entries }) => ({
        heading,
        entries: rankByName(entries, text).slice(0, MOST_PER_GROUP),
      }))
      .filter(({ entries }) => entries.length > 0);
  }, [data, text]);
}

function pageEntry({ href, label, icon, key }: (typeof PAGES)[number]): PaletteEntry {
  return { id: href, label, href, icon, hint: `g ${key}` };
}

type Named = { id: string; kind: string; namespace: string; name: string };

function group(
  { kind, heading, icon }: (typeof KINDS)[number],
  entities: readonly Named[] = [],
): PaletteGroup {
  const entries = entities
    .filter((entity) => entity.kind === kind)
    .map(({ id, namespace, name }) => ({
      id,
      label: name,
      hint: namespace,
      icon,
      href: entityHref(id) ?? '/',
    }));
  return { heading, entries };
}
