/** A flag and four bytes of length stand before each message. */
const PREFIX_BYTES = 5;

/** Counts gRPC's messages in the bytes of one direction, however these are cut. */
export class MessageCounter {
  count = 0;
  #prefix = 0;
  #length = 0;
  #rest = 0;

  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      if (this.#rest > 0) {
        const taken = Math.min(this.#rest, piece.length - at);
        this.#rest -= taken;
        at += taken;
      } else at = this.#readPrefix(piece, at);
    }
  }

  #readPrefix(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && this.#prefix < PREFIX_BYTES) {
      if (this.#prefix++ > 0) this.#length = this.#length * 256 + (piece[at] ?? 0);
      at++;
    }
    if (this.#prefix < PREFIX_BYTES) return at;
    this.count++;
    this.#rest = this.#length;
    this.#prefix = 0;
    this.#length = 0;
    return at;
  }
}
