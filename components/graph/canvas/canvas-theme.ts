import { readToken } from '@/lib/client/theme/read-token';
import type { Tone } from '../look/tone';

/** Fonts in the form a canvas takes. */
export type CanvasFonts = {
  title: string;
  subtitle: string;
  chip: string;
  plate: string;
  box: string;
  glyph: string;
};

/** The design tokens as a canvas needs them: resolved colours and fonts. */
export type CanvasTheme = {
  bg: string;
  surface: string;
  raised: string;
  border: string;
  borderStrong: string;
  text: string;
  muted: string;
  faint: string;
  accent: string;
  tones: Readonly<Record<Tone, string>>;
  /** Tones of what needs no attention: closer to the background. */
  softTones: Readonly<Record<Tone, string>>;
  fonts: CanvasFonts;
};

const SOFT = 0.45;

/** Reads the tokens of the theme now painted. */
export function readCanvasTheme(): CanvasTheme {
  const bg = readColour('bg');
  const tones = {
    ok: readColour('ok'),
    degraded: readColour('degraded'),
    failing: readColour('failing'),
    info: readColour('info'),
    idle: readColour('idle'),
  };
  return {
    bg,
    surface: readColour('surface'),
    raised: readColour('raised'),
    border: readColour('border'),
    borderStrong: readColour('border-strong'),
    text: readColour('text'),
    muted: readColour('muted'),
    faint: readColour('faint'),
    accent: readColour('accent'),
    tones,
    softTones: { ...tones, ok: mixColours(tones.ok, bg, SOFT), idle: mixColours(tones.idle, bg, SOFT) },
    fonts: readFonts(),
  };
}

/** `share` of the second colour in the first; both as `#rrggbb`. */
export function mixColours(first: string, second: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const a = Number.parseInt(first.slice(at, at + 2), 16);
    const b = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(a * (1 - share) + b * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** A colour with an opacity of 0..1. */
export function withAlpha(colour: string, alpha: number): string {
  const hex = Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0');
  return `${colour.slice(0, 7)}${hex}`;
}

/** A colour token as `#rrggbb`: builds shorten `#ffffff` to `#fff`. */
function readColour(name: string): string {
  const colour = readToken(name);
  return colour.length === 4
    ? `#${[...colour.slice(1)].map((digit) => digit + digit).join('')}`
    : colour.slice(0, 7);
}

function readFonts(): CanvasFonts {
  const sans = getComputedStyle(document.body).fontFamily || 'sans-serif';
  const mono =
    getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono').trim() || 'monospace';
  return {
    title: `550 12px ${sans}`,
    subtitle: `400 11px ${sans}`,
    chip: `400 10px ${mono}`,
    plate: `400 11px ${sans}`,
    box: `550 12px ${sans}`,
    glyph: `550 15px ${sans}`,
  };
}
