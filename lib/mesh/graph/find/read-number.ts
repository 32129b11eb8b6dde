/** What a number counts, which says what may stand behind it. */
export type Measure = 'percent' | 'duration' | 'bytes' | 'rate';

/** Units by what is counted, as people write them; durations become milliseconds. */
const UNITS: Readonly<Record<Measure, Readonly<Record<string, number>>>> = {
  percent: { '%': 1 },
  duration: { us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, sec: 1e3, m: 6e4, min: 6e4, h: 36e5 },
  bytes: {
    b: 1,
    k: 1e3,
    kb: 1e3,
    kib: 1_024,
    m: 1e6,
    mb: 1e6,
    mib: 1_024 ** 2,
    g: 1e9,
    gb: 1e9,
    gib: 1_024 ** 3,
  },
  rate: { rps: 1, k: 1e3, m: 1e6 },
};
const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(.*)$/i;

/** A number as people write it: `5`, `.5`, `1e3`, `5%`, `20ms`, `1.5s`, `10kB/s`. `NaN` stands for a value that is missing; undefined for what is no such number. */
export function readNumber(text: string, measure?: Measure): number | undefined {
  if (text.toLowerCase() === 'nan') return Number.NaN;
  const [, digits, unit = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = unit === '' ? 1 : factorOf(unit, measure);
  return factor === undefined ? undefined : Number(digits) * factor;
}

/** Whether a word can stand behind a number of this measure: `5 %`, `20 ms`. */
export function isUnit(text: string, measure: Measure | undefined): boolean {
  return factorOf(text, measure) !== undefined;
}

function factorOf(unit: string, measure: Measure | undefined): number | undefined {
  if (measure === undefined) return undefined;
  const perSecond = measure === 'bytes' || measure === 'rate';
  return UNITS[measure][perSecond ? unit.toLowerCase().replace(/\/s$/, '') : unit.toLowerCase()];
}
