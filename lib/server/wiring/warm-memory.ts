import { SeriesTotals } from '../federate/series-totals';
import { LogRing } from '../hot-window/log-ring';
import { MemoryHotWindow } from '../hot-window/memory-hot-window';
import { warmHotWindow } from '../hot-window/warm-hot-window';
import type { Store } from '../store/store';

/** What the live pages are answered from. */
export interface Memory {
  hot: MemoryHotWindow;
  tail: LogRing;
  /** For scrapers of the whole mesh. */
  totals: SeriesTotals;
}

/** The last minutes as they were before the console stopped. */
export async function warmMemory(store: Store): Promise<Memory> {
  const hot = new MemoryHotWindow({ now: Date.now });
  await warmHotWindow(hot, store, Date.now());
  return { hot, tail: new LogRing(), totals: new SeriesTotals() };
}
