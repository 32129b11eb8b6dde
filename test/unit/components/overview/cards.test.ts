import { describe, expect, it } from 'vitest';
import { orderCards } from '@/components/overview/order-cards';
import { sumCards } from '@/components/overview/sum-cards';
import type { NamespaceCard } from '@/lib/protocol/api/overview';

const none = { Failure: 0, Degraded: 0, 'Not Ready': 0, Healthy: 0, NA: 0 };
const card = (namespace: string, more: Partial<NamespaceCard> = {}): NamespaceCard => ({
  namespace,
  health: 'Healthy',
  apps: none,
  workloads: { ...none, Healthy: 1 },
  services: none,
  rate: 1,
  errorPercent: 0,
  p99: null,
  mtlsPercent: null,
  sent: null,
  agents: 1,
  sparkline: [],
  errorSparkline: [],
  trouble: [],
  ...more,
});

describe('orderCards()', () => {
  it('puts trouble first, more trouble before less, and names in order', () => {
    const cards = [
      card('zeta', { health: 'Failure', workloads: { ...none, Failure: 1 } }),
      card('beta'),
      card('alpha'),
      card('omega', { health: 'Failure', workloads: { ...none, Failure: 2 } }),
      card('idle', { health: 'NA' }),
      card('slow', { health: 'Degraded' }),
    ];
    expect(orderCards(cards).map(({ namespace }) => namespace)).toEqual([
      'omega',
      'zeta',
      'slow',
      'alpha',
      'beta',
      'idle',
    ]);
  });
});

describe('sumCards()', () => {
  it('weighs shares by traffic', () => {
    const totals = sumCards([
      card('a', { rate: 90, errorPercent: 0, mtlsPercent: 100 }),
      card('b', { rate: 10, errorPercent: 50 }),
    ]);
    expect(totals).toMatchObject({
      rate: 100,
      errorPercent: 5,
      mtlsPercent: 100,
      agents: 2,
      workloads: 2,
      troubled: 0,
    });
  });

  it('knows no share of mutual TLS without traffic', () => {
    expect(sumCards([card('a', { rate: 0, mtlsPercent: null })]).mtlsPercent).toBeNull();
  });
});
