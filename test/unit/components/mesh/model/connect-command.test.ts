import { describe, expect, it, test } from 'vitest';
import { connectCommand, isLoopbackAddress, tokenCommand } from '@/components/mesh/model/connect-command';

describe('connectCommand()', () => {
  it('names the console by the address it was opened at', () => {
    expect(connectCommand('https://mesh.example.com', undefined)).toMatch(
      /^npx meshscope run --console https:\/\/mesh\.example\.com --name /,
    );
  });

  it('says where the token is unless agents look there anyway', () => {
    const address = 'http://127.0.0.1:4170';
    expect(connectCommand(address, '/srv/mesh/agents/127.0.0.1-4170.token')).toContain(' --home /srv/mesh ');
    expect(connectCommand(address, '/home/ann/.meshscope/agents/127.0.0.1-4170.token')).not.toContain(
      '--home',
    );
  });
});

describe('tokenCommand()', () => {
  it('reads the file on the machine of the console', () => {
    expect(tokenCommand('https://mesh.example.com', '/srv/agents/a.token')).toBe(
      'export MESHSCOPE_TOKEN="$(ssh mesh.example.com cat /srv/agents/a.token)"',
    );
  });

  it('leaves the machine to be filled in where loopback says nothing, and quotes blanks', () => {
    expect(tokenCommand('http://127.0.0.1:4170', "/srv/it's here")).toBe(
      `export MESHSCOPE_TOKEN="$(ssh CONSOLE_HOST cat '/srv/it'\\''s here')"`,
    );
  });
});

test.each([
  ['http://127.0.0.1:4170', true],
  ['http://localhost:4170', true],
  ['http://[::1]:4170', true],
  ['http://10.0.0.1:4170', false],
])('isLoopbackAddress() of %s is %s', (address, expected) => {
  expect(isLoopbackAddress(address)).toBe(expected);
});
