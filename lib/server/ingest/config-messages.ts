import { diffSnapshots, type LayeredSnapshot } from '../registry/diff-snapshots';

/** Configuration as text for the wire; lists that agents share are printed once. */
export class ConfigMessages {
  private readonly whole = new WeakMap<LayeredSnapshot, string>();
  private readonly deltas = new WeakMap<LayeredSnapshot, WeakMap<LayeredSnapshot, string>>();
  private readonly printed = new WeakMap<readonly unknown[], string>();

  wholeOf(snapshot: LayeredSnapshot): string {
    let text = this.whole.get(snapshot);
    if (text === undefined) {
      const { shared, own, services, ...rest } = snapshot;
      const head = JSON.stringify({ type: 'config', ...rest }).slice(0, -1);
      const resources = [this.print(shared), this.print(own)].filter((items) => items !== '').join(',');
      text = `${head},"services":[${this.print(services)}],"resources":[${resources}]}`;
      this.whole.set(snapshot, text);
    }
    return text;
  }

  deltaOf(before: LayeredSnapshot, after: LayeredSnapshot): string {
    const fromHere = this.deltas.get(before) ?? new WeakMap<LayeredSnapshot, string>();
    this.deltas.set(before, fromHere);
    let text = fromHere.get(after);
    if (text === undefined) {
      const delta = diffSnapshots(before, after);
      text = JSON.stringify({ type: 'config-delta', revision: after.revision, ...delta });
      fromHere.set(after, text);
    }
    return text;
  }

  /** The items of a list, without its brackets. */
  private print(list: readonly unknown[]): string {
    let text = this.printed.get(list);
    if (text === undefined) {
      text = JSON.stringify(list).slice(1, -1);
      this.printed.set(list, text);
    }
    return text;
  }
}
