const FIRST_BYTES = 1024;
/** The longest number: sign, seventeen digits, point, exponent. */
const LONGEST_NUMBER = 28;
const ZERO = 0x30;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DELETE = 0x7f;
const POINT = 0x2e;
const LOW_DIGITS = 100_000_000;
const MOST_THOUSANDTHS = 2 ** 53;

/**
 * A growing piece of JSON in bytes that are used again: what telemetry writes a request is no object to the garbage
 * collector. All text is ASCII; what is not is escaped.
 */
export class JsonText {
  length = 0;
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);

  clear(): void {
    this.length = 0;
  }

  putByte(byte: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = byte;
  }

  putNull(): void {
    this.reserve(4);
    const { bytes, length } = this;
    bytes[length] = 0x6e;
    bytes[length + 1] = 0x75;
    bytes[length + 2] = 0x6c;
    bytes[length + 3] = 0x6c;
    this.length = length + 4;
  }

  /** ASCII, as it is. */
  putRaw(text: string): void {
    this.reserve(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  /** An integer of [0, 10^16). */
  putInteger(value: number): void {
    this.reserve(LONGEST_NUMBER);
    if (value < LOW_DIGITS) {
      this.putDigits(value, countDigits(value));
      return;
    }
    // Two halves, so that the digits of each are worked out in small integers.
    const high = Math.floor(value / LOW_DIGITS);
    this.putDigits(high, countDigits(high));
    this.putDigits(value - high * LOW_DIGITS, 8);
  }

  /** Any number; those of whole thousandths, as times are, without making a string of them. */
  putNumber(value: number): void {
    const whole = Math.floor(value);
    const thousandths = Math.round(value * 1000);
    if (!(value >= 0 && thousandths < MOST_THOUSANDTHS && thousandths / 1000 === value)) {
      if (Number.isFinite(value)) this.putRaw(String(value));
      else this.putNull();
      return;
    }
    this.putInteger(whole);
    if (whole === value) return;
    this.bytes[this.length++] = POINT;
    this.putDigits(thousandths - whole * 1000, 3);
  }

  /** A string with its quotes. */
  putString(text: string): void {
    const { length } = text;
    this.reserve(length + 2);
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code >= DELETE || code === QUOTE || code === BACKSLASH) {
        this.putRaw(escapeText(text));
        return;
      }
      bytes[at++] = code;
    }
    bytes[at++] = QUOTE;
    this.length = at;
  }

  /** Copies everything to `target`; answers where it ends there. */
  copyTo(target: Buffer, at: number): number {
    return at + this.bytes.copy(target, at, 0, this.length);
  }

  /** `value` below 10^8, filled up with zeros; there is room for it. */
  private putDigits(value: number, digits: number): void {
    const { bytes, length } = this;
    let rest = value;
    for (let at = length + digits - 1; at >= length; at--) {
      const tenth = (rest / 10) | 0;
      bytes[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.length = length + digits;
  }

  private reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count);
  }

  private grow(count: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}

function countDigits(value: number): number {
  if (value < 100) return value < 10 ? 1 : 2;
  if (value < 10_000) return value < 1_000 ? 3 : 4;
  if (value < 1_000_000) return value < 100_000 ? 5 : 6;
  return value < 10_000_000 ? 7 : 8;
}

function escapeText(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
