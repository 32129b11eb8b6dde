import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import type { ConfigSync } from '../../../protocol/api/config-push';
import { isAppError } from '../../../protocol/app-error';
import type { Settings } from '../../store/contract/console-records';
import { changeConfig } from '../change/change-config';
import type { ConfigDeps } from '../config-deps';
import type { Draft } from '../read/draft';
import { planSync, type SyncMode } from './plan-sync';
import { type DirectoryContent, fingerprint, readDirectory } from './read-directory';
import { fileOf, removeObject, writeObject } from './write-directory';

const SETTING = 'config.sync';
const AUTHOR = 'config-dir';
/** Editors and Git write several files at once. */
const SETTLE_MS = 150;
/** Network file systems tell of no change: look now and then. */
const POLL_MS = 2_000;

/** What both sides last agreed on: the file and the hash of the text, by key. */
type Base = Record<string, { file: string; hash: string }>;

/** What one pass has found so far. */
interface Pass {
  content: DirectoryContent;
  base: Base;
  /** The base of the next pass. */
  next: Base;
  apply: Draft[];
  remove: string[];
  conflicts: ConfigSync['conflicts'];
  /** Whether it changed the directory. */
  hasWritten: boolean;
}

export interface DirectorySyncOptions {
  config: ConfigDeps;
  settings: Settings;
  directory: string;
  mode: SyncMode;
  log: (line: string) => void;
}

/** Keeps a directory of YAML files and the configuration in step; what only a person can decide is reported. */
export class DirectorySync {
  private readonly options: DirectorySyncOptions;
  private watcher: FSWatcher | undefined;
  private poll: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private seen = '';
  private state: Pick<ConfigSync, 'lastSyncAt' | 'error' | 'conflicts'> = {
    lastSyncAt: null,
    error: null,
    conflicts: [],
  };

  constructor(options: DirectorySyncOptions) {
    this.options = options;
  }

  async start(): Promise<void> {
    await this.run();
    this.poll = setInterval(() => void this.run(), POLL_MS).unref();
    try {
      this.watcher = watch(this.options.directory, { recursive: true }, () => this.settle());
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // Polling is enough, only slower.
    }
  }

  async stop(): Promise<void> {
    this.watcher?.close();
    clearInterval(this.poll);
    clearTimeout(this.settling);
    await this.running;
  }

  status(): ConfigSync {
    return { directory: this.options.directory, mode: this.options.mode, ...this.state };
  }

  /** One pass, after those before it; does nothing when neither side changed since the last. */
  run(): Promise<void> {
    this.running = this.running.then(() => this.pass());
    return this.running;
  }

  private settle(): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      void this.run();
    }, SETTLE_MS).unref();
  }

  private async pass(): Promise<void> {
    const { config, directory, log } = this.options;
    try {
      const mark = `${await fingerprint(directory)} ${config.state.version()}`;
      if (mark === this.seen) return;
      const hasWritten = await this.sync();
      // As it was before, so that what changes meanwhile is looked at by the next pass. Files of our own writing are
      // looked at too: whoever deletes one again brings back the very state of before.
      this.seen = hasWritten ? '' : mark;
      this.state.error = null;
      this.state.lastSyncAt = config.now();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (this.state.error !== message) log(`directory ${directory}: ${message}`);
      this.state.error = message;
      // A conflict means that somebody else was faster: the next pass sees what they stored.
      if (!isAppError(error) || error.code !== 'conflict') return;
      this.seen = '';
    }
  }

  /** Whether it changed the directory. */
  private async sync(): Promise<boolean> {
    const { config, directory, mode, settings } = this.options;
    const content = await readDirectory(directory);
    const base = ((await settings.readSetting(SETTING)) ?? {}) as Base;
    if (content.files === 0 && Object.keys(base).length > 0 && mode !== 'mirror') {
      throw new Error('it is empty; nothing is deleted for that. Restore its files, or delete the objects');
    }
    const pass: Pass = {
      content,
      base,
      next: {},
      apply: [],
      remove: [],
      conflicts: describeProblems(content),
      hasWritten: false,
    };
    const stored = config.state.objects();
    for (const key of new Set([...Object.keys(base), ...content.drafts.keys(), ...stored.keys()])) {
      await this.syncObject(key, pass);
    }
    await this.change(pass.apply, pass.remove, content);
    await settings.writeSetting(SETTING, pass.next);
    this.state.conflicts = pass.conflicts;
    return pass.hasWritten;
  }

  private async syncObject(key: string, pass: Pass): Promise<void> {
    const { config, directory, mode } = this.options;
    const draft = pass.content.drafts.get(key);
    const object = config.state.objects().get(key);
    const known = pass.base[key];
    if (draft === undefined && known !== undefined && pass.content.broken.has(known.file)) {
      pass.next[key] = known;
      return;
    }
    const hashes = { directory: hashOf(draft?.yaml), store: hashOf(object?.yaml), base: known?.hash };
    const act = planSync(hashes, mode);
    const file = draft?.file ?? known?.file ?? (object === undefined ? '' : fileOf(object));
    if (typeof act === 'object') {
      pass.conflicts.push({ file, key, message: act.conflict, position: draft?.position ?? null });
      if (known !== undefined) pass.next[key] = known;
      return;
    }
    if (act === 'apply' && draft !== undefined) pass.apply.push(draft);
    if (act === 'remove') pass.remove.push(key);
    if (act === 'write' || act === 'unlink') pass.hasWritten = true;
    if (act === 'write' && object !== undefined) await writeObject(directory, file, object);
    if (act === 'unlink') await removeObject(directory, file, key);
    const agreed = act === 'apply' ? hashes.directory : hashes.store;
    const isKept = act === 'apply' || act === 'write' || act === 'agree';
    if (isKept && agreed !== undefined) pass.next[key] = { file, hash: agreed };
  }

  /** Takes the directory's side; what is stored in between stays. */
  private async change(
    drafts: readonly Draft[],
    removals: readonly string[],
    content: DirectoryContent,
  ): Promise<void> {
    const { config, directory } = this.options;
    if (drafts.length + removals.length === 0) return;
    const stored = config.state.objects();
    const keys = [...drafts.map(({ key }) => key), ...removals];
    const expected = Object.fromEntries(keys.map((key) => [key, stored.get(key)?.version ?? 0]));
    const files = new Set(drafts.map(({ key }) => content.drafts.get(key)?.file ?? ''));
    const reason = files.size === 1 ? `From ${[...files].join('')}` : `From ${directory}`;
    await changeConfig(config, AUTHOR, { drafts, removals, expected, reason, action: 'sync', dryRun: false });
  }
}

function describeProblems({ problems }: DirectoryContent): ConfigSync['conflicts'] {
  return problems.map(({ file, message, position }) => ({ file, key: '', message, position }));
}

function hashOf(yaml: string | undefined): string | undefined {
  return yaml === undefined ? undefined : createHash('sha256').update(yaml).digest('base64url');
}
