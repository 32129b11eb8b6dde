import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MESH_SETTINGS } from '@/lib/mesh/config/mesh-settings';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import type { ConfigResource } from '@/lib/mesh/config/resource';
import { createJudgeServer } from '@/lib/server/config-store/judge/answer-judge-requests';
import type { MeshView } from '@/lib/server/config-store/judge/judge';
import { createRuleJudge } from '@/lib/server/config-store/judge/judge-by-rules';
import type { JudgeRequest } from '@/lib/server/config-store/judge/judge-message';
import { startJudgeWorker } from '@/lib/server/config-store/judge/start-judge-worker';
import { type JudgeThread, WorkerJudge } from '@/lib/server/config-store/judge/worker-judge';
import { locateFindings } from '@/lib/server/config-store/state/locate-findings';

const VIEW: MeshView = { services: [], agents: [], settings: DEFAULT_MESH_SETTINGS, now: 0 };
const rule = (name: string, host: string) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {namespace: shop, name: ${name}}
spec: {hosts: [${name}], http: [{route: [{destination: {host: ${host}}}]}]}
`;
const read = (yaml: string): ConfigResource[] => parseResources(yaml, 'a.yaml').resources;
const config = (resources: readonly ConfigResource[]) => ({ resources, drafts: new Set<ConfigResource>() });

/** The worker's side in this thread, behind real cloning. */
function fakeThread() {
  const asked: JudgeRequest[] = [];
  let started = 0;
  let last = new EventEmitter();
  const start = (): JudgeThread => {
    started++;
    const events = new EventEmitter();
    last = events;
    const answer = createJudgeServer();
    return {
      on: (event: string, listener: Parameters<EventEmitter['on']>[1]) => events.on(event, listener),
      postMessage(request: JudgeRequest) {
        const sent = structuredClone(request);
        asked.push(sent);
        void answer(sent).then((found) => events.emit('message', structuredClone(found)));
      },
      unref() {},
      terminate: async () => events.emit('exit'),
    };
  };
  return { start, asked, starts: () => started, die: () => last.emit('error', new Error('out of memory')) };
}

describe('WorkerJudge', () => {
  it('finds what the rules find here, with places added where the texts are', async () => {
    const { start } = fakeThread();
    const resources = read(rule('a', 'nobody') + rule('b', 'none'));
    const here = await createRuleJudge()(config(resources), VIEW);
    const there = await new WorkerJudge(start).judge(config(resources), VIEW);
    expect(here.length).toBeGreaterThan(1);
    expect(there.every(({ position }) => position === undefined)).toBe(true);
    expect(locateFindings(there, resources)).toEqual(here);
  });

  it('tells the thread only what it does not know, and forgets what nobody asks about', async () => {
    const { start, asked } = fakeThread();
    const judge = new WorkerJudge(start);
    const first = read(rule('a', 'nobody') + rule('b', 'none'));
    await judge.judge(config(first), VIEW);
    const second = [...first.slice(1), ...read(rule('a', 'other'))];
    await judge.judge(config(second), { ...VIEW, now: 5 });
    expect(asked.map(({ learn }) => learn.length)).toEqual([2, 1]);
    expect(Object.keys(asked[1]?.mesh ?? {})).toEqual(['now']);
    for (let n = 0; n < 9; n++) await judge.judge(config(second), VIEW);
    expect(asked.flatMap(({ forget }) => forget)).toHaveLength(1);
    const messages = (await judge.judge(config(first), VIEW)).map(({ message }) => message);
    expect(messages.join()).toContain('"nobody"');
  });

  it('fails what waits when the thread dies, and starts another for the next question', async () => {
    const { start, starts, die, asked } = fakeThread();
    const judge = new WorkerJudge(start);
    const resources = read(rule('a', 'nobody'));
    const lost = judge.judge(config(resources), VIEW);
    die();
    await expect(lost).rejects.toMatchObject({ code: 'overloaded' });
    expect((await judge.judge(config(resources), VIEW)).length).toBeGreaterThan(0);
    expect([starts(), asked.at(-1)?.learn.length]).toEqual([2, 1]);
  });

  it('judges a draft without what was observed under the stored text', async () => {
    const { start } = fakeThread();
    const policy = read(`apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a, namespace: shop}
spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/old]}}]}]}
`);
    const edge = {
      caller: { namespace: 'shop', workload: 'b', service: 'b', principal: 'x' },
      callee: { host: 'c', namespace: 'shop', workload: 'c', version: '', labels: {} },
      ...{ requests: 5, plainText: 0 },
    };
    const observed = {
      ...{ fromMs: 1, toMs: 86_400_001, edges: [edge], services: new Map() },
      changedAtMs: new Map([['AuthorizationPolicy/shop/a ', 0]]),
    };
    const judge = new WorkerJudge(start);
    const rulesOf = async (drafts: readonly ConfigResource[]) =>
      (await judge.judge({ resources: policy, drafts: new Set(drafts) }, { ...VIEW, observed })).map(
        ({ rule: name }) => name,
      );
    expect(await rulesOf([])).toContain('traffic/access-unused');
    expect(await rulesOf(policy)).not.toContain('traffic/access-unused');
  });

  it('works in a real thread', async () => {
    const judge = new WorkerJudge(startJudgeWorker);
    const found = await judge.judge(config(read(rule('a', 'nobody'))), VIEW);
    expect(found.map(({ message }) => message).join()).toContain('"nobody"');
    await judge.stop();
  }, 60_000);
});
