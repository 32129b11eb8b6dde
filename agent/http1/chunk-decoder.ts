import { CR, FIELD_VALUE, HEX_VALUE, HTAB, LF, SP } from './char-class';
import { HeadReader, MORE, TOO_LARGE } from './head-reader';
import { HeaderBlock } from './header-block';
import type { HttpFault } from './http-fault';
import { parseHeaderLines } from './parse-header-lines';

const LINE_END = Buffer.from('\r\n', 'latin1');
const SEMICOLON = 0x3b;
/** Twelve digits are 2^48 bytes. */
const LONGEST_SIZE = 12;

export interface TrailerLimits {
  readonly trailerBytes: number;
  readonly trailerCount: number;
  /** Sum over a body: extensions carry nothing for us and are a way to make a parser work for nothing. */
  readonly chunkExtensionBytes: number;
}

type State = 'size' | 'blank' | 'extension' | 'size-lf' | 'data' | 'data-cr' | 'data-lf' | 'trailer';

/**
 * Takes the chunked coding off (RFC 9112 7.1), from any chunking of the bytes. Extensions are read and forgotten,
 * trailers kept. A line must end in CRLF and a size must be plain hex digits: here smuggling hides.
 */
export class ChunkDecoder {
  done = false;
  fault: HttpFault | undefined;
  /** Set once the body has ended with at least one trailer. */
  trailers: HeaderBlock | undefined;
  readonly #limits: TrailerLimits;
  #state: State = 'size';
  #size = 0;
  #digits = 0;
  #extensionBytes = 0;
  #trailerReader: HeadReader | undefined;

  constructor(limits: TrailerLimits) {
    this.#limits = limits;
  }

  /** Decodes from `at`, hands each piece of body to `onData`, returns where it stopped: the end, or behind the body. */
  decode(chunk: Buffer, start: number, onData: (piece: Buffer) => void): number {
    let at = start;
    while (at < chunk.length && !this.done && this.fault === undefined) {
      if (this.#state === 'data') at = this.#readData(chunk, at, onData);
      else if (this.#state === 'trailer') at = this.#readTrailer(chunk, at);
      else this.#readByte(chunk[at++] as number);
    }
    return at;
  }

  #readData(chunk: Buffer, at: number, onData: (piece: Buffer) => void): number {
    const end = Math.min(chunk.length, at + this.#size);
    this.#size -= end - at;
    if (this.#size === 0) this.#state = 'data-cr';
    onData(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end));
    return end;
  }

  #readByte(byte: number): void {
    switch (this.#state) {
      case 'size':
        this.#readSize(byte);
        break;
      case 'blank':
        this.#countExtension();
        if (byte === SEMICOLON) this.#state = 'extension';
        else if (byte !== SP && byte !== HTAB) this.fault = 'bad-chunk';
        break;
      case 'extension':
        this.#countExtension();
        if (byte === CR) this.#state = 'size-lf';
        else if (FIELD_VALUE[byte] !== 1) this.fault = 'bad-chunk';
        break;
      case 'size-lf':
        this.#endSizeLine(byte);
        break;
      case 'data-cr':
        this.#expect(byte, CR, 'data-lf');
        break;
      default:
        this.#digits = 0;
        this.#expect(byte, LF, 'size');
    }
  }

  #readSize(byte: number): void {
    const value = HEX_VALUE[byte] as number;
    if (value < 16) {
      this.#size = this.#digits === 0 ? value : this.#size * 16 + value;
      if (++this.#digits > LONGEST_SIZE) this.fault = 'bad-chunk';
    } else if (this.#digits === 0) this.fault = 'bad-chunk';
    else if (byte === CR) this.#state = 'size-lf';
    else if (byte === SEMICOLON) this.#state = 'extension';
    else if (byte === SP || byte === HTAB) this.#state = 'blank';
    else this.fault = 'bad-chunk';
  }

  #countExtension(): void {
    if (++this.#extensionBytes > this.#limits.chunkExtensionBytes) this.fault = 'bad-chunk';
  }

  #endSizeLine(byte: number): void {
    if (byte !== LF) this.fault = 'bad-chunk';
    else this.#state = this.#size === 0 ? 'trailer' : 'data';
  }

  #expect(byte: number, expected: number, next: State): void {
    if (byte === expected) this.#state = next;
    else this.fault = 'bad-chunk';
  }

  #readTrailer(chunk: Buffer, at: number): number {
    // Nearly every body ends without trailers, in one piece.
    if (this.#trailerReader === undefined && chunk[at] === CR && chunk[at + 1] === LF) {
      this.done = true;
      return at + 2;
    }
    this.#trailerReader ??= new HeadReader(this.#limits.trailerBytes, LINE_END);
    const end = this.#trailerReader.read(chunk, at);
    if (end === MORE) return chunk.length;
    if (end === TOO_LARGE) {
      this.fault = 'bad-trailer';
      return chunk.length;
    }
    const block = new HeaderBlock(this.#limits.trailerCount);
    block.reset(this.#trailerReader.text);
    if (parseHeaderLines(block, LINE_END.length) !== undefined) this.fault = 'bad-trailer';
    else this.done = true;
    if (block.count > 0) this.trailers = block;
    return end;
  }
}
