import { describe, expect, it } from 'vitest';
import { loadRetention } from '@/lib/server/retention/load-retention';
import { toPolicy, toRetention } from '@/lib/server/retention/retention-setting';
import { saveRetention } from '@/lib/server/retention/save-retention';
import type { AuditEntry } from '@/lib/server/store/contract/console-records';
import { DEFAULT_RETENTION } from '@/lib/server/store/contract/default-retention';

function fakeDeps() {
  const values = new Map<string, unknown>();
  const entries: AuditEntry[] = [];
  let policy = DEFAULT_RETENTION;
  return {
    entries,
    settings: {
      readSetting: async (key: string) => values.get(key),
      writeSetting: async (key: string, value: unknown) => void values.set(key, value),
    },
    audit: {
      appendAudit: async (entry: AuditEntry) => void entries.push(entry),
      listAudit: async () => ({ items: [], nextCursor: undefined }),
    },
    scheduler: {
      policy: () => policy,
      setPolicy: (next: typeof policy) => {
        policy = next;
      },
    },
    now: () => 1_000,
  };
}

describe('saveRetention()', () => {
  it('is in force at once, survives a restart and is recorded', async () => {
    const deps = fakeDeps();
    const input = { ...toRetention(DEFAULT_RETENTION), logsHours: 12 };
    await saveRetention(deps, 'ada', input);
    expect(deps.scheduler.policy()).toEqual(toPolicy(input));
    expect(await loadRetention(deps.settings, DEFAULT_RETENTION)).toEqual(toPolicy(input));
    expect(deps.entries).toMatchObject([{ atMs: 1_000, actor: 'ada', target: 'retention' }]);
  });

  it('refuses a coarse tier that ends before a finer one', async () => {
    const input = { ...toRetention(DEFAULT_RETENTION), points10mHours: 1 };
    await expect(saveRetention(fakeDeps(), 'ada', input)).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('loadRetention()', () => {
  it('falls back to the command line when nothing readable is stored', async () => {
    const { settings } = fakeDeps();
    await settings.writeSetting('retention', { of: 'another version' });
    expect(await loadRetention(settings, DEFAULT_RETENTION)).toEqual(DEFAULT_RETENTION);
  });
});
