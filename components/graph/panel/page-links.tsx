import { CircleHelp, FileSearch, ScrollText, Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageLink } from '../../ui/page-link';
import { openHref } from '../edge-href';
import { logsHref } from './code-list';

/** The ways on from a selection: its page, its traces, its logs. */
export function PageLinks({
  of,
  page,
  pageLabel,
  children,
}: {
  of: string;
  page: string | undefined;
  pageLabel: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap gap-2 border-border border-b px-4 py-2.5">
      {page === undefined ? null : <PageLink href={page} icon={FileSearch} label={pageLabel} />}
      <PageLink href={`/traces?${new URLSearchParams({ of })}`} icon={Waypoints} label="Traces" />
      <PageLink href={logsHref(of)} icon={ScrollText} label="Logs" />
      {children}
    </div>
  );
}

/** From something red to the reason. */
export function WhyLink({ of }: { of: string }) {
  const page = openHref(of);
  return page === undefined ? null : <PageLink href={`${page}#why`} icon={CircleHelp} label="Why" />;
}
