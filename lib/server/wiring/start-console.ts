import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAgentToken } from '../agent-access/agent-token';
import type { ConsoleOptions } from '../config/console-options';
import { ConfigState } from '../config-store/state/config-state';
import { openDatabase } from '../database/open-database';
import { openPages } from '../http/open-pages';
import { collectAfterStart } from '../lifecycle/collect-after-start';
import { findPackage } from '../lifecycle/find-package';
import type { Steps } from '../lifecycle/steps';
import { Overrides } from '../overrides/overrides';
import { loadOverrides } from '../overrides/stored-overrides';
import { createStore } from '../store/create-store';
import { announce } from './announce';
import { log } from './log';
import { serve } from './serve';
import { startAuthority } from './start-authority';
import { startRegistry } from './start-registry';
import { startRetention } from './start-retention';
import { warmMemory } from './warm-memory';

/** Makes everything in the order in which it is needed; `steps` stops it in the reverse order. */
export async function startConsole(options: ConsoleOptions, steps: Steps): Promise<void> {
  const { dir, version } = findPackage();
  await mkdir(options.home, { recursive: true });
  const opening = steps.run('pages', () => openPages(dir, options.dev));
  // Should the database fail first, that is the error to tell.
  opening.catch(() => {});
  const database = await steps.run('database', () => openDatabase({ ...options, log }));
  steps.onStop('database', () => database.stop());
  const migrationsDir = join(dir, 'prisma', 'migrations');
  const store = await steps.run('store', () =>
    createStore({ connection: database.connection, migrationsDir, retention: options.retention, log }),
  );
  steps.onStop('store', () => store.close());
  const retention = await startRetention(store, options, steps);
  const memory = await steps.run('memory', () => warmMemory(store));
  const config = new ConfigState();
  await steps.run('configuration', () => config.load(store.config));
  const overrides = new Overrides(await loadOverrides(store.settings));
  const { registry, events } = await steps.run('registry', () =>
    startRegistry(store, options, config, overrides, version, steps),
  );
  const token = await loadAgentToken(options.dataDir, options.agentToken);
  const authority = await startAuthority(store, options);
  const pages = await opening;
  steps.onStop('pages', () => pages.close());
  const core = {
    options,
    version,
    steps,
    database,
    store,
    retention,
    memory,
    config,
    overrides,
    registry,
    events,
    authority,
    token,
  };
  const served = await steps.run('listening', () => serve(core, pages));
  served.facts.tokenFile = await announce(options, served.port, token);
  served.markReady();
  collectAfterStart();
}
