import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import bundleZod from '../../../../scripts/pages/bundle-zod.mjs';

const require = createRequire(import.meta.url);

/** As the bundler calls a loader. */
function load(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    bundleZod.call({
      resourcePath: require.resolve(request).replace(/\.cjs$/, '.js'),
      addContextDependency: () => {},
      async: () => (error, code) => (code === undefined ? reject(error) : resolve(code)),
    });
  });
}

describe('bundleZod()', () => {
  it('keeps what the pages ask for and nothing that they do not', async () => {
    const code = await load('zod/mini');
    const exported = /export \{([^}]*)\}/.exec(code)?.[1] ?? '';
    for (const name of ['object', 'string', 'array', 'config'])
      expect(exported).toMatch(new RegExp(`\\b${name}\\b`));
    for (const name of ['toJSONSchema', 'ZodMiniJWT', 'ksuid']) expect(code).not.toContain(name);
  });

  it('leaves schemas that read and refuse as before', async () => {
    const code = await load('zod/mini');
    const small = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
    const schema = small.object({ name: small.string(), many: small.array(small.number()) });
    expect(schema.safeParse({ name: 'reviews', many: [1] }).success).toBe(true);
    expect(schema.safeParse({ name: 'reviews', many: ['1'] }).error.issues[0].path).toEqual(['many', 0]);
  });

  it('keeps the words of errors', async () => {
    const code = await load('zod/v4/locales/en.js');
    expect(code).toContain('Invalid input: expected');
    expect(code).not.toContain('slugify');
  });
});
