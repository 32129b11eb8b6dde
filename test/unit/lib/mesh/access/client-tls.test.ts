import { describe, expect, it } from 'vitest';
import { chooseClientTls } from '@/lib/mesh/access/client-tls';

const AUTO = { autoMtls: true, hasSidecar: true, serverMode: 'PERMISSIVE' } as const;

describe('chooseClientTls()', () => {
  it('is mutual by itself towards a proxy that takes it', () => {
    expect(chooseClientTls(undefined, AUTO)).toBe('mutual');
    expect(chooseClientTls(undefined, { ...AUTO, serverMode: 'STRICT' })).toBe('mutual');
  });

  it('is plain towards workloads without a proxy, where the server disables it, and without auto mTLS', () => {
    expect(chooseClientTls(undefined, { ...AUTO, hasSidecar: false })).toBe('plain');
    expect(chooseClientTls(undefined, { ...AUTO, serverMode: 'DISABLE' })).toBe('plain');
    expect(chooseClientTls(undefined, { ...AUTO, autoMtls: false })).toBe('plain');
  });

  it('obeys a DestinationRule whatever the server takes', () => {
    expect(chooseClientTls({ mode: 'DISABLE' }, { ...AUTO, serverMode: 'STRICT' })).toBe('plain');
    expect(chooseClientTls({ mode: 'ISTIO_MUTUAL' }, { ...AUTO, serverMode: 'DISABLE' })).toBe('mutual');
    expect(chooseClientTls({ mode: 'SIMPLE' }, AUTO)).toBe('origination');
    expect(chooseClientTls({ mode: 'MUTUAL' }, AUTO)).toBe('origination');
    expect(chooseClientTls({}, AUTO)).toBe('plain');
  });
});
