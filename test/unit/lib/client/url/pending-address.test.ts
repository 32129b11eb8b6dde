import { describe, expect, it, vi } from 'vitest';
import { PendingAddress } from '@/lib/client/url/pending-address';

describe('PendingAddress', () => {
  it('shows the newest writing while older ones arrive, so that fast typing loses nothing', () => {
    const address = new PendingAddress();
    address.write('/logs', 'q=v');
    address.write('/logs', 'q=v2');
    expect(address.shown('/logs', '')).toBe('q=v2');
    address.settle('q=v');
    expect(address.shown('/logs', 'q=v')).toBe('q=v2');
    address.settle('q=v2');
    expect(address.shown('/logs', 'q=other')).toBe('q=other');
  });

  it('gives way to a foreign address, another page and the back button', () => {
    const address = new PendingAddress();
    address.write('/logs', 'q=v');
    expect(address.shown('/traces', 'x=1')).toBe('x=1');
    address.settle('ns=shop');
    expect(address.shown('/logs', 'ns=shop')).toBe('ns=shop');
    address.write('/logs', 'q=w');
    address.clear();
    expect(address.shown('/logs', 'a=1')).toBe('a=1');
  });

  it('stays when a part of the page appears before the router has moved', () => {
    const address = new PendingAddress();
    address.settle('');
    address.write('/graph', 'sel=a');
    address.settle('');
    expect(address.shown('/graph', '')).toBe('sel=a');
    address.write('/graph', '');
    expect(address.shown('/graph', '')).toBe('');
  });

  it('tells those who show it', () => {
    const address = new PendingAddress();
    const listener = vi.fn();
    address.subscribe(listener);
    address.write('/', 'a=1');
    address.settle('a=1');
    address.settle('a=1');
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
