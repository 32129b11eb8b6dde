import { describe, expect, it, vi } from 'vitest';
import { type KeyBinding, KeyRegistry } from '@/lib/client/keyboard/key-registry';

const press = (key: string, more: { ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const binding = (keys: string, run: () => void, more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys,
  label: keys,
  group: 'test',
  run,
  ...more,
});

describe('KeyRegistry', () => {
  it('runs a chord only when its second key follows in time', () => {
    const registry = new KeyRegistry();
    const run = vi.fn();
    registry.add(binding('g t', run));
    expect(registry.press(press('g'), 0, false)).toBe(true);
    expect(registry.press(press('t'), 5_000, false)).toBe(false);
    expect(run).not.toHaveBeenCalled();
    registry.press(press('g'), 6_000, false);
    registry.press(press('t'), 6_300, false);
    expect(run).toHaveBeenCalledOnce();
  });

  it('begins anew with a key that breaks a chord', () => {
    const registry = new KeyRegistry();
    const run = vi.fn();
    registry.add(binding('g t', () => {}));
    registry.add(binding('.', run));
    registry.press(press('g'), 0, false);
    expect(registry.press(press('.'), 10, false)).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('rests while the reader types, except for what asks otherwise', () => {
    const registry = new KeyRegistry();
    const slash = vi.fn();
    const palette = vi.fn();
    registry.add(binding('/', slash));
    registry.add(binding('ctrl+k', palette, { whileTyping: true }));
    expect(registry.press(press('/'), 0, true)).toBe(false);
    expect(registry.press(press('k', { metaKey: true }), 0, true)).toBe(true);
    expect(slash).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalledOnce();
  });

  it('lets the newest binding win and the older one return', () => {
    const registry = new KeyRegistry();
    const older = vi.fn();
    const newer = vi.fn();
    registry.add(binding('Escape', older));
    const remove = registry.add(binding('Escape', newer));
    registry.press(press('Escape'), 0, false);
    remove();
    registry.press(press('Escape'), 0, false);
    expect([older, newer].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('does not take keys with ctrl for plain ones', () => {
    const registry = new KeyRegistry();
    const run = vi.fn();
    registry.add(binding('g', run));
    expect(registry.press(press('g', { ctrlKey: true }), 0, false)).toBe(false);
  });
});
