import { describe, expect, it, vi } from 'vitest';
import { PortModes } from '@/agent/tls/port-modes';

describe('PortModes', () => {
  it('asks policies for each port by its own number', () => {
    const modes = new PortModes(() => undefined);
    modes.update((port) => (port === 9443 ? 'STRICT' : 'DISABLE'));
    expect([modes.enforcedAt(80), modes.enforcedAt(9443)]).toEqual(['DISABLE', 'STRICT']);
    expect(modes.takesAny).toBe(true);
    modes.forget(9443);
    expect(modes.takesAny).toBe(false);
  });

  it('takes both kinds for a while when a port begins or ceases to take mutual TLS', () => {
    vi.useFakeTimers();
    try {
      const enforced = vi.fn();
      const modes = new PortModes(enforced);
      expect(modes.enforcedAt(80)).toBe('PERMISSIVE');
      expect(modes.update(() => 'STRICT')).toEqual([{ port: 80, mode: 'STRICT' }]);
      expect(modes.enforcedAt(80)).toBe('STRICT');
      modes.update(() => 'DISABLE');
      expect(modes.enforcedAt(80)).toBe('PERMISSIVE');
      vi.runAllTimers();
      expect(modes.enforcedAt(80)).toBe('DISABLE');
      expect(enforced).toHaveBeenCalledTimes(3);
      expect(modes.update(() => 'DISABLE')).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
