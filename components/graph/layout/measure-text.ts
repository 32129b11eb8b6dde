const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null | undefined;

/** The width of a text in a canvas font, pixels; remembered. */
export function measureText(text: string, font: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null || context === undefined) return text.length * 7;
  context.font = font;
  const { width } = context.measureText(text);
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}

/** The text, or its beginning and an ellipsis, so that it is at most `width` pixels wide. */
export function shortenText(text: string, font: string, width: number): string {
  if (measureText(text, font) <= width) return text;
  let length = text.length - 1;
  while (length > 1 && measureText(`${text.slice(0, length)}…`, font) > width) length -= 1;
  return `${text.slice(0, length)}…`;
}
