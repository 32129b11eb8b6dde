import { configHref } from '@/lib/client/config/config-href';
import { entityHref } from '@/lib/client/url/entity-href';
import type { EvidenceLink } from '@/lib/protocol/api/diagnosis';

/** The window shown around a moment. */
const AROUND_MS = 150_000;

/** Where a piece of evidence is looked at; undefined for what has no page. */
export function evidenceHref(link: EvidenceLink | undefined): string | undefined {
  if (link === undefined) return undefined;
  switch (link.kind) {
    case 'edge':
      return `/graph/edge?${new URLSearchParams({ of: link.id })}`;
    case 'node':
      return entityHref(link.id);
    case 'trace':
      return `/traces/${link.id}`;
    case 'logs':
      return `/logs?${new URLSearchParams({
        of: link.of,
        ...(link.code === '' ? {} : { code: link.code }),
        ...(link.flag === '' ? {} : { flag: link.flag }),
        range: rangeText(link.fromMs, link.toMs),
      })}`;
    case 'config':
      return `${configHref({ kind: link.object, namespace: link.namespace, name: link.name })}?tab=history`;
    case 'rollout':
      return `/rollouts/${encodeURIComponent(link.id)}`;
    case 'moment':
      return `/graph?${new URLSearchParams({ range: rangeText(link.atMs - AROUND_MS, link.atMs + AROUND_MS) })}`;
    default:
      return link satisfies never;
  }
}

/** An absolute range as the address bar holds it. */
export function rangeText(fromMs: number, toMs: number): string {
  return `${new Date(fromMs).toISOString()}~${new Date(toMs).toISOString()}`;
}
