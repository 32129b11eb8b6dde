'use client';

import { CheckCheck, History, Import, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { configHref } from '@/lib/client/config/config-href';
import { useConfigList } from '@/lib/client/config/use-config-list';
import { useConfigPush } from '@/lib/client/config/use-config-push';
import { useHotkey } from '@/lib/client/keyboard/use-hotkey';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { AppLink } from '../../ui/app-link';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { DataTable } from '../../ui/data-table';
import { ErrorState } from '../../ui/error-state';
import { PageHeader } from '../../ui/page-header';
import { ImportDialog } from '../import/import-dialog';
import { PushSummary } from '../push/push-summary';
import { AcknowledgedDialog } from './acknowledged-dialog';
import { configColumns } from './config-columns';
import { ConfigEmpty } from './config-empty';
import { ConfigFilters } from './config-filters';
import { DownloadButton } from './download-button';
import { filterItems } from './filter-items';
import { ListSkeleton } from './list-skeleton';
import { LIST_STATE } from './list-state';
import { pushOfObjects } from './push-of';

/** All objects of the configuration in scope. */
export function ConfigListScreen() {
  const { namespaces } = useScope();
  const [{ q, kind, label, finding, sort, import: isImporting }, write] = useUrlState(LIST_STATE);
  const { data: list, error, refetch } = useConfigList({ kind, namespace: namespaces, label, finding });
  const { data: push } = useConfigPush();
  const columns = useMemo(() => configColumns(pushOfObjects(push)), [push]);
  const shown = useMemo(() => filterItems(list?.items ?? [], q), [list, q]);
  const [showsAcknowledged, setShowsAcknowledged] = useState(false);
  const isFiltered = q !== '' || kind.length + label.length + finding.length + namespaces.length > 0;
  useHotkey('i', 'Import YAML', () => write({ import: true }));
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 p-4 lg:px-6">
      <PageHeader
        title="Configuration"
        facts={
          <>
            <PushSummary push={push} />
            {error !== null && list !== undefined ? (
              <Badge tone="degraded">Stale: {error.message}</Badge>
            ) : null}
          </>
        }
        actions={
          <>
            <Button asChild size="sm">
              <AppLink href="/config/history">
                <History aria-hidden />
                History
              </AppLink>
            </Button>
            <Button size="sm" onClick={() => setShowsAcknowledged(true)}>
              <CheckCheck aria-hidden />
              Acknowledged
            </Button>
            <DownloadButton kind={kind} namespace={namespaces} isEmpty={shown.length === 0} />
            <Button size="sm" onClick={() => write({ import: true })}>
              <Import aria-hidden />
              Import
            </Button>
            <Button asChild size="sm" tone="primary">
              <AppLink href="/config/new">
                <Plus aria-hidden />
                New
              </AppLink>
            </Button>
          </>
        }
      />
      <Card className="flex min-h-0 grow flex-col overflow-hidden">
        {list === undefined && error !== null ? (
          <ErrorState
            title="Cannot load the configuration"
            message={error.message}
            onRetry={() => void refetch()}
          />
        ) : list === undefined ? (
          <ListSkeleton label="Loading the configuration" />
        ) : (
          <DataTable
            id="configuration"
            label="Configuration"
            columns={columns}
            rows={shown}
            rowKey={({ key }) => key}
            rowHref={configHref}
            sort={sort}
            onSort={(next) => write({ sort: next }, { replace: true })}
            empty={
              <ConfigEmpty
                isFiltered={isFiltered}
                onClear={() => write({ q: '', kind: [], label: [], finding: [] })}
                onImport={() => write({ import: true })}
              />
            }
            className="min-h-0 grow"
            toolbar={<ConfigFilters list={list} shown={shown.length} />}
          />
        )}
      </Card>
      {showsAcknowledged ? <AcknowledgedDialog onClose={() => setShowsAcknowledged(false)} /> : null}
      {isImporting ? <ImportDialog onClose={() => write({ import: false })} /> : null}
    </div>
  );
}
