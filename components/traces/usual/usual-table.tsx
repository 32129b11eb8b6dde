'use client';

import { useMemo, useState } from 'react';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { MiddleText } from '@/components/ui/middle-text';
import { PanelBody } from '@/components/ui/panel';
import type { PanelState } from '@/components/ui/panel-state';
import type { TableColumn, TableSort } from '@/components/ui/table-column';
import { formatCount } from '@/lib/client/format/format-count';
import { printQuantity } from '@/lib/client/format/quantity';
import type { SpanAgainstUsual, TraceAgainstUsual } from '@/lib/mesh/trace/shape/compare-with-usual';
import { durationColumn } from '../duration-column';
import { nodeKey } from '../model/collapse';
import { spanTitle } from '../model/describe-span';
import { describeAgainstUsual, printRatio } from './usual-words';

type UsualTableProps = {
  state: PanelState<TraceAgainstUsual>;
  colours: ReadonlyMap<string, string>;
  onOpen: (key: string) => void;
};

/** Every hop beside what it usually takes; the one that lost most time by itself first. */
export function UsualTable({ state, colours, onOpen }: UsualTableProps) {
  return (
    <Card className="mb-4 flex h-[calc(100%-1rem)] min-h-80 flex-col">
      <PanelBody title="The usual" state={state}>
        {(found) => <Rows found={found} colours={colours} onOpen={onOpen} />}
      </PanelBody>
    </Card>
  );
}

function Rows({ found, colours, onOpen }: Omit<UsualTableProps, 'state'> & { found: TraceAgainstUsual }) {
  const [sort, setSort] = useState<TableSort>({ column: 'lost', direction: 'desc' });
  const columns = useMemo(() => makeColumns(colours), [colours]);
  return (
    <DataTable
      id="trace-usual"
      label="Hops of the trace beside the usual"
      className="grow"
      columns={columns}
      rows={found.spans}
      rowKey={({ node }) => nodeKey(node)}
      onOpen={({ node }) => onOpen(nodeKey(node))}
      sort={sort}
      onSort={setSort}
      toolbar={
        <span className="text-muted text-xs">
          {describeAgainstUsual(found)}{' '}
          {found.unknown === 0
            ? ''
            : `${printQuantity(formatCount(found.unknown))} spans are of operations that were not sampled often enough.`}
        </span>
      }
    />
  );
}

function makeColumns(colours: ReadonlyMap<string, string>): TableColumn<SpanAgainstUsual>[] {
  return [
    {
      id: 'hop',
      header: 'Hop',
      minWidth: 260,
      isFixed: true,
      sortBy: ({ node }) => `${node.span.service} ${spanTitle(node.span)}`,
      cell: ({ node: { span } }) => (
        <span className="flex min-w-0 items-center gap-2">
          <span
            aria-hidden
            className="size-2 shrink-0 rounded-full"
            style={{ background: colours.get(span.service) }}
          />
          <span className="shrink-0 font-medium">{span.service}</span>
          <span className="shrink-0 text-faint text-xs">{span.kind.toLowerCase()}</span>
          <MiddleText text={spanTitle(span)} className="text-muted" />
        </span>
      ),
    },
    durationColumn('this', 'This trace', ({ node }) => node.span.duration_us, 'How long the hop took here'),
    durationColumn('p50', 'Usual p50', ({ usual }) => usual.p50Us, 'Half of the sampled spans took less'),
    durationColumn('p99', 'Usual p99', ({ usual }) => usual.p99Us, 'All but one of a hundred took less'),
    {
      id: 'ratio',
      header: 'Against p50',
      width: 110,
      align: 'end',
      firstSort: 'desc',
      sortBy: ({ ratio }) => ratio,
      cell: ({ ratio }) => (
        <span className={ratio >= 2 ? 'font-medium text-degraded' : 'text-muted'}>{printRatio(ratio)}</span>
      ),
    },
    durationColumn(
      'lost',
      'Lost here',
      ({ ownExtraUs }) => ownExtraUs,
      'Longer than usual, less what its own calls took longer',
    ),
    {
      id: 'spans',
      header: 'Sampled',
      help: 'Spans of the hour before that the usual is made from',
      width: 92,
      align: 'end',
      sortBy: ({ usual }) => usual.spans,
      cell: ({ usual }) => <span className="text-muted">{printQuantity(formatCount(usual.spans))}</span>,
    },
  ];
}
