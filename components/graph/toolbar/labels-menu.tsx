'use client';

import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuCheckItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { EDGE_LABELS, type EdgeLabel } from '../look/edge-look';

const PricesDialog = dynamic(() => import('./prices-dialog').then((module) => module.PricesDialog), {
  ssr: false,
});

const NAMES: Readonly<Record<EdgeLabel, string>> = {
  rate: 'Request rate',
  share: 'Share of traffic',
  p50: 'Latency p50',
  p95: 'Latency p95',
  p99: 'Latency p99',
  throughput: 'Throughput',
  messages: 'gRPC messages',
  cost: 'Transfer costs',
};

const SHORT: Readonly<Record<EdgeLabel, string>> = {
  rate: 'rate',
  share: 'share',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  throughput: 'throughput',
  messages: 'messages',
  cost: 'costs',
};

type LabelsMenuProps = { labels: readonly EdgeLabel[]; onChange: (labels: readonly EdgeLabel[]) => void };

/** Which numbers stand on the edges. */
export function LabelsMenu({ labels, onChange }: LabelsMenuProps) {
  const toggle = (label: EdgeLabel) =>
    onChange(EDGE_LABELS.filter((other) => (other === label) !== labels.includes(other)));
  const [isPricing, setPricing] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button className="font-normal">
            <span className="text-muted">Edges</span>
            <span className="max-w-40 truncate">
              {labels.length === 0 ? 'no labels' : labels.map((label) => SHORT[label]).join(', ')}
            </span>
            <ChevronDown className="size-3.5! text-faint" aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          <DropdownMenuLabel>Numbers on the edges</DropdownMenuLabel>
          {EDGE_LABELS.map((label) => (
            <DropdownMenuCheckItem
              key={label}
              checked={labels.includes(label)}
              onCheckedChange={() => toggle(label)}
            >
              {NAMES[label]}
            </DropdownMenuCheckItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => setPricing(true)}>Prices of transfer ...</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isPricing ? <PricesDialog onClose={() => setPricing(false)} /> : null}
    </>
  );
}
