'use client';

import { CircleHelp } from 'lucide-react';
import { text } from '@/lib/client/url/codec';
import { describeOf } from '@/lib/client/url/describe-of';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { parseEdge, parseSubject } from '@/lib/mesh/graph/node-id';
import { AppLink } from '../ui/app-link';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { PageHeader } from '../ui/page-header';
import { IncidentFeed } from './incident-feed';
import { WhyPanel } from './why-panel';

const WHY_URL = { of: text('mesh:') };

/** Why something without a page of its own fails or is slow: a namespace, or the whole mesh, now or in the past. */
export function WhyPage() {
  const [{ of }] = useUrlState(WHY_URL);
  const subject = parseSubject(of);
  const isKnown = parseEdge(of) !== undefined || subject !== undefined;
  const namespace = subject?.kind === 'namespace' ? subject.namespace : undefined;
  const name = subject?.kind === 'mesh' ? 'the mesh' : describeOf(of);
  return (
    <Page>
      <PageHeader
        crumbs={[{ label: 'Overview', href: '/' }, { label: 'Why' }]}
        title={isKnown ? `What is wrong in ${name}` : 'Why'}
        actions={
          namespace === undefined ? null : (
            <Button asChild size="sm">
              <AppLink href={`/graph?ns=${encodeURIComponent(namespace)}`}>Graph of {namespace}</AppLink>
            </Button>
          )
        }
      />
      {isKnown ? (
        <>
          <WhyPanel key={of} of={of} />
          <IncidentFeed {...(namespace === undefined ? {} : { namespace })} />
        </>
      ) : (
        <EmptyState icon={CircleHelp} title="This address names nothing of the mesh">
          Ask why on the card of a namespace, the page of a service or an edge, or an incident.
        </EmptyState>
      )}
    </Page>
  );
}
