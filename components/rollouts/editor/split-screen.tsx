'use client';

import { Rocket } from 'lucide-react';
import { newRolloutHref } from '@/lib/client/rollouts/rollout-href';
import { useSplit } from '@/lib/client/rollouts/use-split';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { ErrorState } from '../../ui/error-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { VersionChip } from '../../ui/version-chip';
import type { RulePreview } from './change-panel';
import { SplitEditor } from './split-editor';

/** What the callers see now: short, so that a shift shows at once. */
const SECONDS = 10;

type SplitScreenProps = {
  namespace: string;
  name: string;
  /** What a change would have done to recorded requests. */
  preview: RulePreview;
};

/** Shifts the traffic of one service between its versions by hand. */
export function SplitScreen({ namespace, name, preview }: SplitScreenProps) {
  const { data, error, refetch } = useSplit({ namespace, name }, SECONDS);
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: 'Rollouts', href: '/rollouts' },
          { label: namespace },
          { label: name, href: `/services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}` },
          { label: 'Shift traffic' },
        ]}
        title={`Shift traffic of ${name}`}
        facts={data?.versions.map(({ version }) => (
          <VersionChip key={version} version={version || 'unknown'} />
        ))}
        actions={
          <Button asChild size="sm">
            <AppLink href={newRolloutHref({ namespace, name })}>
              <Rocket aria-hidden />
              Let a rollout do it
            </AppLink>
          </Button>
        }
      />
      {data !== undefined ? (
        <SplitEditor answer={data} isStale={error !== null} preview={preview} />
      ) : error !== null ? (
        <ErrorState
          title={`Cannot load the traffic of ${namespace}/${name}`}
          message={error.message}
          onRetry={() => void refetch()}
        />
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          <Skeleton className="h-72" />
          <Skeleton className="h-72" />
        </div>
      )}
    </Page>
  );
}
