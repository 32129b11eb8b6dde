import { describe, expect, it } from 'vitest';
import { JsonText } from '@/agent/telemetry/json-text';

function write(put: (text: JsonText) => void): string {
  const text = new JsonText();
  put(text);
  return read(text);
}

function read(text: JsonText): string {
  const bytes = Buffer.alloc(text.length);
  expect(text.copyTo(bytes, 0)).toBe(text.length);
  return bytes.toString('latin1');
}

describe('JsonText', () => {
  it('writes numbers that read back as they were', () => {
    const numbers = [
      0,
      7,
      10,
      99,
      100,
      12_345,
      99_999_999,
      100_000_000,
      100_000_001,
      1_700_000_000_000_250,
      2 ** 53 - 1,
      1_700_000_000_100.25,
      0.001,
      0.5,
      12.999,
      1 / 3,
      1e-9,
      -1,
      -2.5,
      1e21,
      1e300,
    ];
    for (let power = 0; power < 53; power++) numbers.push(2 ** power, 2 ** power - 1, 2 ** power + 0.125);
    for (const number of numbers) expect(Number(write((text) => text.putNumber(number)))).toBe(number);
  });

  it('writes null for what no number of JSON is', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(write((text) => text.putNumber(odd))).toBe('null');
  });

  it('writes strings in ASCII that read back as they were', () => {
    const every = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code)).join('');
    for (const string of [
      '',
      'plain',
      'say "hi"\\',
      'a\nb',
      '\x7f',
      'grün',
      '\ud83d\ude00',
      '\ud83d',
      every,
    ]) {
      const written = write((text) => text.putString(string));
      expect(written).toMatch(/^[ -~]*$/);
      expect(JSON.parse(written)).toBe(string);
    }
  });

  it('grows, copies itself behind what is there and begins anew', () => {
    const long = 'x'.repeat(5_000);
    const text = new JsonText();
    text.putString(long);
    const all = Buffer.alloc(text.length + 2, '[');
    all.write(']', text.copyTo(all, 1));
    expect(JSON.parse(String(all))).toEqual([long]);
    text.clear();
    text.putNumber(1);
    expect(read(text)).toBe('1');
  });
});
