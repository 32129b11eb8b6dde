import type { CertificateAuthority } from '../ca/certificate-authority';
import type { ConsoleOptions } from '../config/console-options';
import type { ConfigState } from '../config-store/state/config-state';
import type { OpenDatabase } from '../database/open-database';
import type { Steps } from '../lifecycle/steps';
import type { Overrides } from '../overrides/overrides';
import type { EventWriter } from '../registry/event-writer';
import type { LiveRegistry } from '../registry/live-registry';
import type { RetentionScheduler } from '../retention/retention-scheduler';
import type { Store } from '../store/store';
import type { Memory } from './warm-memory';

/** What stands before anything is served. */
export interface Core {
  options: ConsoleOptions;
  version: string;
  steps: Steps;
  database: OpenDatabase;
  store: Store;
  retention: RetentionScheduler;
  memory: Memory;
  config: ConfigState;
  overrides: Overrides;
  registry: LiveRegistry;
  events: EventWriter;
  authority: CertificateAuthority;
  /** What agents must show. */
  token: string;
}
