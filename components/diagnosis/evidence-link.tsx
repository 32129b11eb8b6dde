import type { ReactNode } from 'react';
import type { EvidenceLink as Link } from '@/lib/protocol/api/diagnosis';
import { AppLink } from '../ui/app-link';
import { evidenceHref } from './evidence-href';

/** Text that leads to its evidence, or plain text where there is no page for it. */
export function EvidenceLink({ link, children }: { link: Link | undefined; children: ReactNode }) {
  const href = evidenceHref(link);
  if (href === undefined) return <>{children}</>;
  return (
    <AppLink
      href={href}
      className="rounded-sm underline decoration-border-strong decoration-1 underline-offset-3 transition-colors duration-150 hover:decoration-current"
    >
      {children}
    </AppLink>
  );
}
