'use client';

import { OctagonX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { Metric } from '@/components/ui/metric';
import { MiddleText } from '@/components/ui/middle-text';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatDuration } from '@/lib/client/format/format-duration';
import { printQuantity } from '@/lib/client/format/quantity';
import type { AlignedPlace, PlaceSide } from '@/lib/mesh/trace/shape/align-traces';

/** The call trees of two traces as one: depth first, or by what differs most. */
export function CompareTable({ places }: { places: readonly AlignedPlace[] }) {
  const [sort, setSort] = useState<TableSort>({ column: 'place', direction: 'asc' });
  const columns = useMemo(() => makeColumns(places), [places]);
  const onlyA = places.filter(({ right }) => right === undefined).length;
  const onlyB = places.filter(({ left }) => left === undefined).length;
  return (
    <DataTable
      id="trace-compare"
      label="Both traces"
      className="grow"
      columns={columns}
      rows={places}
      rowKey={({ path }) => path}
      sort={sort}
      onSort={setSort}
      toolbar={
        <span className="text-muted text-xs">
          {places.length} places: {places.length - onlyA - onlyB} in both, {onlyA} only in A, {onlyB} only in
          B
        </span>
      }
    />
  );
}

function makeColumns(places: readonly AlignedPlace[]): TableColumn<AlignedPlace>[] {
  const order = new Map(places.map((place, index) => [place, index]));
  const longest = places.reduce(
    (most, { left, right }) => Math.max(most, left?.durationUs ?? 0, right?.durationUs ?? 0),
    1,
  );
  const side = (
    id: string,
    header: string,
    of: (place: AlignedPlace) => PlaceSide | undefined,
  ): TableColumn<AlignedPlace> => ({
    id,
    header,
    width: 190,
    align: 'end',
    firstSort: 'desc',
    sortBy: (place) => of(place)?.durationUs,
    cell: (place) => <Side side={of(place)} longestUs={longest} />,
  });
  return [
    {
      id: 'place',
      header: 'Call',
      minWidth: 320,
      isFixed: true,
      sortBy: (place) => order.get(place) ?? 0,
      cell: ({ depth, service, kind, title }) => (
        <span
          className="flex min-w-0 items-center gap-2"
          style={{ paddingLeft: `${Math.min(depth, 12) * 14}px` }}
        >
          <span className="shrink-0 font-medium">{service}</span>
          <span className="shrink-0 text-faint text-xs">{kind.toLowerCase()}</span>
          <MiddleText text={title} className="text-muted" />
        </span>
      ),
    },
    side('a', 'A', ({ left }) => left),
    side('b', 'B', ({ right }) => right),
    {
      id: 'difference',
      header: 'B against A',
      width: 150,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ left, right }) => Math.abs((right?.durationUs ?? 0) - (left?.durationUs ?? 0)),
      cell: (place) => <Difference place={place} />,
    },
  ];
}

function Side({ side, longestUs }: { side: PlaceSide | undefined; longestUs: number }) {
  if (side === undefined) return <span className="text-faint">not called</span>;
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 grow overflow-hidden rounded-sm bg-raised">
        <span
          className={side.errors > 0 ? 'block h-full bg-failing' : 'block h-full bg-info/70'}
          style={{ width: `${Math.max(2, (side.durationUs / longestUs) * 100)}%` }}
        />
      </span>
      {side.errors > 0 ? (
        <OctagonX
          role="img"
          aria-label={`${side.errors} failed`}
          className="size-3.5 shrink-0 text-failing"
        />
      ) : null}
      {side.spans.length > 1 ? <span className="num text-faint text-xs">{side.spans.length}×</span> : null}
      <Metric quantity={formatDuration(side.durationUs / 1000)} className="w-16" />
    </span>
  );
}

/** A twentieth is noise. */
const ALIKE = 0.05;

function Difference({ place: { left, right } }: { place: AlignedPlace }) {
  if (left === undefined) return <Badge tone="info">only in B</Badge>;
  if (right === undefined) return <Badge tone="info">only in A</Badge>;
  const us = right.durationUs - left.durationUs;
  if (Math.abs(us) <= ALIKE * left.durationUs) return <span className="text-faint">alike</span>;
  return (
    <span className={us > 0 ? 'num text-degraded' : 'num text-ok'}>
      {us > 0 ? '+' : '−'}
      {printQuantity(formatDuration(Math.abs(us) / 1000))}
    </span>
  );
}
