import { describe, expect, it } from 'vitest';
import { compileIpBlock } from '@/lib/mesh/access/ip-block';

describe('compileIpBlock()', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.30', false],
    ['0.0.0.0/0', '9.9.9.9', true],
    ['0.0.0.0/0', '::1', false],
    ['192.168.0.128/25', '192.168.0.127', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['10.0.0.0/8', 'nonsense', false],
  ])('%s and %s: %s', (block, address, isIn) => {
    expect(compileIpBlock(block)?.(address)).toBe(isIn);
  });

  it.each(['', '10.0.0', '10.0.0.256', '10.0.0.0/33', '10.0.0.0/x', '1::2::3', '12345::', '010.0.0.1'])(
    'refuses %s',
    (block) => expect(compileIpBlock(block)).toBeUndefined(),
  );
});
