import { diffSnapshots, type LayeredSnapshot } from '../registry/diff-snapshots';

/** Configuration as text for the wire, made once for all agents that get the same. */
export class ConfigMessages {
  private readonly whole = new WeakMap<LayeredSnapshot, string>();
  private readonly deltas = new WeakMap<LayeredSnapshot, WeakMap<LayeredSnapshot, string>>();

  wholeOf(snapshot: LayeredSnapshot): string {
    let text = this.whole.get(snapshot);
    if (text === undefined) {
      const { shared, own, ...rest } = snapshot;
      text = JSON.stringify({ type: 'config', ...rest, resources: [...shared, ...own] });
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
}
