import { parseSubject } from '@/lib/mesh/graph/node-id';

/** An operation is shown on the page of its service. */
const PAGES = {
  app: '/applications',
  workload: '/workloads',
  service: '/services',
  operation: '/services',
} as const;

/** The page of an application, workload or service by its node id; undefined for what has no page. */
export function entityHref(id: string): string | undefined {
  const subject = parseSubject(id);
  if (subject === undefined || !(subject.kind in PAGES)) return undefined;
  const page = PAGES[subject.kind as keyof typeof PAGES];
  return `${page}/${encodeURIComponent(subject.namespace)}/${encodeURIComponent(subject.name)}`;
}
