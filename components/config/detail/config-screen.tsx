'use client';

import { useState } from 'react';
import { useConfigObject } from '@/lib/client/config/use-config-object';
import { ClientError } from '@/lib/client/http/client-error';
import type { ConfigObjectName } from '@/lib/protocol/api/config';
import { AppLink } from '../../ui/app-link';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { Skeleton } from '../../ui/skeleton';
import { kindLabel } from '../kind-label';
import { ConfigDetailView } from './config-detail-view';

/** One object of the configuration: its text, what it means, how it came to be, and who has it. */
export function ConfigScreen(name: ConfigObjectName) {
  const [isGone, setGone] = useState(false);
  const { data: detail, error, refetch } = useConfigObject(name, { enabled: !isGone });
  // While another object loads the last one still stands in the cache.
  const isIt = detail?.kind === name.kind && detail.namespace === name.namespace && detail.name === name.name;
  if (detail !== undefined && isIt) {
    return (
      <ConfigDetailView
        key={detail.key}
        detail={detail}
        isStale={error !== null}
        onGone={() => setGone(true)}
      />
    );
  }
  return (
    <Page>
      <PageHeader
        crumbs={[
          { label: 'Configuration', href: '/config' },
          { label: kindLabel(name.kind), href: `/config?kind=${name.kind}` },
          { label: name.name },
        ]}
        title={name.name}
      />
      <Card>
        {error === null ? (
          <div role="status" aria-label={`Loading ${name.name}`} className="flex flex-col gap-3 p-4">
            <Skeleton className="h-4 w-64" />
            <Skeleton className="h-80 w-full" />
          </div>
        ) : error instanceof ClientError && error.code === 'not_found' ? (
          <EmptyState
            title={`There is no ${kindLabel(name.kind)} ${name.namespace}/${name.name}`}
            action={
              <span className="flex gap-2">
                <Button asChild size="sm">
                  <AppLink href="/config">All configuration</AppLink>
                </Button>
                <Button asChild size="sm">
                  <AppLink href="/config/history">History of the mesh</AppLink>
                </Button>
              </span>
            }
          >
            It was deleted, or never stored. Its past, if it has one, is in the history of the mesh.
          </EmptyState>
        ) : (
          <ErrorState
            title={`Cannot load ${kindLabel(name.kind)} ${name.name}`}
            message={error.message}
            onRetry={() => void refetch()}
          />
        )}
      </Card>
    </Page>
  );
}
