import { measureText } from '../layout/measure-text';

/** What a painter sets, and where it stands. */
type Pen = {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  font: string;
  textAlign: string;
  textBaseline: string;
  globalAlpha: number;
  at: { x: number; y: number; scale: number };
};

/** A path that knows what it was made from. */
export type WrittenPath = { text?: string };

const FULL = 2 * Math.PI;
/** From the middle of a letter to the line it stands on, in sizes of the font. */
const TO_BASELINE = 0.35;
const ANCHORS: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };

/**
 * What the painters of the drawing ask of a canvas, written down as SVG: the export says whatever the screen says, and nothing
 * is drawn twice. Turns, clips and pictures, which no painter uses, are missing.
 */
export class SvgContext implements Pen {
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  font = '12px sans-serif';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  globalAlpha = 1;
  at = { x: 0, y: 0, scale: 1 };
  /** The elements written so far. */
  readonly parts: string[] = [];
  readonly #saved: Pen[] = [];
  #path: string[] = [];
  /** Words that were outlined last: filled, they are one text. */
  #outlined: { key: string; paint: string } | undefined;

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin } = this;
    const { font, textAlign, textBaseline, globalAlpha, at } = this;
    this.#saved.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      lineCap,
      lineJoin,
      font,
      textAlign,
      textBaseline,
      globalAlpha,
      at,
    });
  }

  restore(): void {
    Object.assign(this, this.#saved.pop());
  }

  translate(x: number, y: number): void {
    const { scale } = this.at;
    this.at = { x: this.at.x + x * scale, y: this.at.y + y * scale, scale };
  }

  scale(by: number): void {
    this.at = { ...this.at, scale: this.at.scale * by };
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${this.#point(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${this.#point(x, y)}`);
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    if (to - from >= FULL) {
      this.ellipse(x, y, radius, radius);
      return;
    }
    const end = (angle: number) => this.#point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    const r = this.#length(radius);
    const start = this.#path.length === 0 ? 'M' : 'L';
    this.#path.push(`${start}${end(from)}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${end(to)}`);
  }

  ellipse(x: number, y: number, radiusX: number, radiusY: number): void {
    const half = `A${this.#length(radiusX)} ${this.#length(radiusY)} 0 1 1 `;
    const [left, right] = [this.#point(x - radiusX, y), this.#point(x + radiusX, y)];
    this.#path.push(`M${right}${half}${left}${half}${right}z`);
  }

  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const [right, bottom] = [x + width, y + height];
    const r = this.#length(radius);
    const corner = (toX: number, toY: number) => `A${r} ${r} 0 0 1 ${this.#point(toX, toY)}`;
    this.#path.push(
      `M${this.#point(x + radius, y)}L${this.#point(right - radius, y)}${corner(right, y + radius)}` +
        `L${this.#point(right, bottom - radius)}${corner(right - radius, bottom)}` +
        `L${this.#point(x + radius, bottom)}${corner(x, bottom - radius)}` +
        `L${this.#point(x, y + radius)}${corner(x + radius, y)}z`,
    );
  }

  fill(path?: WrittenPath): void {
    this.#write(path, this.#paint('fill', this.fillStyle));
  }

  stroke(path?: WrittenPath): void {
    this.#write(path, `fill="none" ${this.#strokePaint()}`);
  }

  strokeText(words: string, x: number, y: number): void {
    this.#outlined = { key: `${words} ${x} ${y}`, paint: ` paint-order="stroke" ${this.#strokePaint()}` };
  }

  fillText(words: string, x: number, y: number): void {
    const outline = this.#outlined?.key === `${words} ${x} ${y}` ? this.#outlined.paint : '';
    const [, weight = '400', size = '12'] = /^(?:(\d+) )?([\d.]+)px/.exec(this.font) ?? [];
    const drop = this.textBaseline === 'middle' ? TO_BASELINE * Number(size) : 0;
    const [left, top] = this.#point(x, y + drop).split(' ');
    const anchor = ANCHORS[this.textAlign];
    // Whoever opens it may have other fonts: the words keep their room.
    const width = this.#length(measureText(words, this.font));
    const attributes = [
      `x="${left}" y="${top}" font-size="${this.#length(Number(size))}" font-weight="${weight}"`,
      `textLength="${width}" lengthAdjust="spacingAndGlyphs"`,
      ...(/mono/i.test(this.font) ? ['font-family="Geist Mono, monospace"'] : []),
      ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
      this.#paint('fill', this.fillStyle),
    ];
    this.parts.push(`<text ${attributes.join(' ')}${outline}>${toXml(words)}</text>`);
  }

  #write(path: WrittenPath | undefined, paint: string): void {
    if (this.globalAlpha === 0) return;
    const { x, y, scale } = this.at;
    const grown = scale === 1 ? '' : ` scale(${round(scale)})`;
    const place = path === undefined ? '' : ` transform="translate(${round(x)} ${round(y)})${grown}"`;
    this.parts.push(`<path d="${path === undefined ? this.#path.join('') : path.text}"${place} ${paint}/>`);
  }

  #strokePaint(): string {
    const round = this.lineCap === 'round' ? ' stroke-linecap="round"' : '';
    const joined = this.lineJoin === 'round' ? ' stroke-linejoin="round"' : '';
    return `${this.#paint('stroke', this.strokeStyle)} stroke-width="${this.#length(this.lineWidth)}"${round}${joined}`;
  }

  /** Not every reader of SVG knows colours with an opacity of their own. */
  #paint(name: 'fill' | 'stroke', colour: string): string {
    const own = colour.length === 9 ? Number.parseInt(colour.slice(7), 16) / 255 : 1;
    const opacity = Math.round(own * this.globalAlpha * 100) / 100;
    const solid = colour.length === 9 ? colour.slice(0, 7) : colour;
    return `${name}="${solid}"${opacity === 1 ? '' : ` ${name}-opacity="${opacity}"`}`;
  }

  #point(x: number, y: number): string {
    const { at } = this;
    return `${round(at.x + x * at.scale)} ${round(at.y + y * at.scale)}`;
  }

  #length(value: number): number {
    return round(value * this.at.scale);
  }
}

function toXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
