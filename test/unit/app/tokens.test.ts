import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(new URL('../../../app/tokens.css', import.meta.url), 'utf8');
const dark = readTokens(/:root\s*\{([^}]*)\}/);
const light = new Map([...dark, ...readTokens(/\[data-theme="light"\]\s*\{([^}]*)\}/)]);

function readTokens(block: RegExp): Tokens {
  const body = block.exec(css)?.[1] ?? '';
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6,8})\s*;/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

type Rgb = readonly [number, number, number];

function rgb(tokens: Tokens, name: string): Rgb {
  const hex = tokens.get(name) ?? '';
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function mix(color: Rgb, under: Rgb, share: number): Rgb {
  return color.map((channel, index) => channel * share + (under[index] ?? 0) * (1 - share)) as unknown as Rgb;
}

const SURFACES = ['bg', 'surface', 'raised'];
const TEXTS = ['text', 'muted', 'faint', 'accent', 'ok', 'degraded', 'failing', 'idle', 'info'];
const TINTED = [
  ['ok', 0.1],
  ['degraded', 0.1],
  ['failing', 0.1],
  ['info', 0.1],
  ['accent', 0.15],
] as const;

describe.each([
  ['dark', dark],
  ['light', light],
])('tokens, %s', (_, tokens) => {
  const pairs = SURFACES.flatMap((surface) => TEXTS.map((name) => [name, surface] as const));

  it.each(pairs)('%s reads on %s (WCAG AA, 4.5:1)', (name, surface) => {
    expect(contrast(rgb(tokens, name), rgb(tokens, surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(TINTED)('%s reads on its own tint over a card', (name, share) => {
    const color = rgb(tokens, name);
    expect(contrast(color, mix(color, rgb(tokens, 'surface'), share))).toBeGreaterThanOrEqual(4.5);
  });

  it('reads on the accent', () => {
    expect(contrast(rgb(tokens, 'on-accent'), rgb(tokens, 'accent'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('series %i stands out from a card (3:1)', (index) => {
    expect(contrast(rgb(tokens, `series-${index}`), rgb(tokens, 'surface'))).toBeGreaterThanOrEqual(3);
  });

  it('has every colour a canvas asks for', () => {
    for (const name of [...SURFACES, ...TEXTS, 'border', 'border-strong'])
      expect(tokens.get(name)).toMatch(/^#/);
  });
});
