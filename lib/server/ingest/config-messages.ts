import type { RegistrySnapshot } from '../../mesh/registry/service';
import type { SnapshotChange } from '../registry/live-registry';

/** Configuration as text for the wire, made once for all agents. */
export class ConfigMessages {
  private readonly whole = new WeakMap<RegistrySnapshot, string>();
  private readonly deltas = new WeakMap<SnapshotChange, string>();

  wholeOf(snapshot: RegistrySnapshot): string {
    let text = this.whole.get(snapshot);
    if (text === undefined) {
      text = JSON.stringify({ type: 'config', ...snapshot });
      this.whole.set(snapshot, text);
    }
    return text;
  }

  deltaOf(change: SnapshotChange): string | undefined {
    if (change.delta === undefined) return undefined;
    let text = this.deltas.get(change);
    if (text === undefined) {
      text = JSON.stringify({ type: 'config-delta', revision: change.snapshot.revision, ...change.delta });
      this.deltas.set(change, text);
    }
    return text;
  }
}
