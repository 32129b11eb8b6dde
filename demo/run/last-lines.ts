const KEPT_CHARACTERS = 4_000;

/** The end of what a process printed. */
export class LastLines {
  private text = '';

  add(chunk: Buffer): void {
    this.text = (this.text + chunk.toString()).slice(-KEPT_CHARACTERS);
  }

  /** The last `count` lines that say something. */
  read(count: number): string {
    const lines = this.text.split('\n').filter((line) => line.trim() !== '');
    return lines.slice(-count).join('\n');
  }
}
