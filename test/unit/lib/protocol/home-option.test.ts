import { expect, test } from 'vitest';
import { homeOption } from '@/lib/protocol/home-option';

test.each([
  ['/home/ann/.meshscope', ''],
  ['/srv/mesh', ' --home /srv/mesh'],
  ["/srv/it's here", " --home '/srv/it'\\''s here'"],
])('homeOption() of %s is "%s"', (home, expected) => {
  expect(homeOption(home)).toBe(expected);
});
