'use client';

import { useMemo } from 'react';
import { someOf, text } from '@/lib/client/url/codec';
import { entityHref } from '@/lib/client/url/entity-href';
import { useScope } from '@/lib/client/url/use-scope';
import { useUrlState } from '@/lib/client/url/use-url-state';
import { Badge } from '../ui/badge';
import { Card } from '../ui/card';
import { DataTable } from '../ui/data-table';
import { ErrorState } from '../ui/error-state';
import { HEALTH_LABELS, HEALTH_ORDER } from '../ui/health';
import { MultiSelect } from '../ui/multi-select';
import { PageHeader } from '../ui/page-header';
import { SearchField } from '../ui/search-field';
import { sortCodec } from '../ui/sort-codec';
import { entityColumns } from './entity-columns';
import { ENTITY_WORDS, type EntityKind } from './entity-kind';
import { EntityListEmpty } from './entity-list-empty';
import { filterEntities } from './filter-entities';
import { TableSkeleton } from './table-skeleton';
import { useEntities } from './use-entities';

const STATE = {
  q: text(),
  health: someOf(HEALTH_ORDER),
  sort: sortCodec({ column: 'health', direction: 'asc' }),
};

/** All applications, workloads or services in scope. */
export function EntityListScreen({ kind }: { kind: EntityKind }) {
  const words = ENTITY_WORDS[kind];
  const { namespaces, range } = useScope();
  const [{ q, health, sort }, write] = useUrlState(STATE);
  const { data: rows, error, refetch } = useEntities(kind, namespaces, range);
  const columns = useMemo(() => entityColumns(kind), [kind]);
  const shown = useMemo(() => filterEntities(rows ?? [], { text: q, health }), [rows, q, health]);
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 p-4 lg:px-6">
      <PageHeader
        title={words.plural}
        facts={
          <>
            <span className="text-muted max-md:hidden">{words.what}</span>
            {error !== null && rows !== undefined ? (
              <Badge tone="degraded">Stale: {error.message}</Badge>
            ) : null}
          </>
        }
      />
      <Card className="flex min-h-0 grow flex-col overflow-hidden">
        {rows === undefined && error !== null ? (
          <ErrorState
            title={`Cannot load ${words.plural.toLowerCase()}`}
            message={error.message}
            onRetry={refetch}
          />
        ) : rows === undefined ? (
          <TableSkeleton label={`Loading ${words.plural.toLowerCase()}`} />
        ) : (
          <DataTable
            id={words.plural.toLowerCase()}
            label={words.plural}
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
            rowHref={({ id }) => entityHref(id) ?? words.path}
            sort={sort}
            onSort={(next) => write({ sort: next }, { replace: true })}
            empty={
              <EntityListEmpty
                kind={kind}
                isFiltered={rows.length > 0}
                onClear={() => write({ q: '', health: [] })}
              />
            }
            className="min-h-0 grow"
            toolbar={
              <>
                <SearchField
                  label={`Search ${words.plural.toLowerCase()}`}
                  placeholder="Name, namespace, version"
                  value={q}
                  onChange={(next) => write({ q: next }, { replace: true })}
                  isMain
                />
                <MultiSelect
                  label="Health"
                  noneLabel="Any health"
                  value={health}
                  options={HEALTH_ORDER.map((status) => ({ value: status, label: HEALTH_LABELS[status] }))}
                  onChange={(next) =>
                    write({ health: HEALTH_ORDER.filter((status) => next.includes(status)) })
                  }
                />
                <span className="num text-faint text-xs" aria-live="polite">
                  {shown.length === rows.length ? rows.length : `${shown.length} of ${rows.length}`}
                </span>
              </>
            }
          />
        )}
      </Card>
    </div>
  );
}
