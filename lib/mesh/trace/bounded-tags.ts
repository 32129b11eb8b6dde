import { OTLP_BOUNDS, type Tags } from './otlp/otlp-spans';

const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Gathers tags up to the bound, long values cut; NUL, which PostgreSQL's text cannot hold, is replaced. */
export class BoundedTags {
  readonly tags: Tags = {};
  dropped = 0;
  private count = 0;

  add(key: string, value: string): void {
    if (key === '' || key === '__proto__') return;
    const name = storable(key, OTLP_BOUNDS.keyLength);
    if (!Object.hasOwn(this.tags, name)) {
      if (this.count === OTLP_BOUNDS.tags) {
        this.dropped++;
        return;
      }
      this.count++;
    }
    this.tags[name] = storable(value, OTLP_BOUNDS.valueLength);
  }
}

/** The text within a bound and without what PostgreSQL refuses: NUL and halves of surrogate pairs. */
export function storable(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length - 1)}…` : text;
  return UNSTORABLE.test(cut) ? cut.replaceAll(new RegExp(UNSTORABLE, 'g'), '\uFFFD') : cut;
}
