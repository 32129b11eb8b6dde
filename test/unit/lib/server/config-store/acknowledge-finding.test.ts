import { describe, expect, it } from 'vitest';
import { acknowledgeFinding } from '@/lib/server/config-store/acknowledge/acknowledge-finding';
import { listAcknowledgements } from '@/lib/server/config-store/acknowledge/list-acknowledgements';
import { withdrawAcknowledgement } from '@/lib/server/config-store/acknowledge/withdraw-acknowledgement';
import { applyConfig } from '@/lib/server/config-store/change/apply-config';
import { createRuleJudge } from '@/lib/server/config-store/judge/judge-by-rules';
import { getConfig } from '@/lib/server/config-store/view/get-config';
import { fakeConfig } from './fake-config';

const NAME = { kind: 'VirtualService' as const, namespace: 'shop', name: 'cart' };
const RULE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {namespace: shop, name: cart}
spec: {hosts: [cart], http: [{route: [{destination: {host: cart.example.com}}]}]}
`;
const input = { namespace: 'default', file: '', reason: '', dryRun: false, remove: [], expected: {} };

async function withFinding() {
  const config = fakeConfig(createRuleJudge());
  await applyConfig(config, 'ann', { ...input, yaml: RULE });
  const [finding] = (await getConfig(config, NAME)).problems;
  if (finding === undefined) throw new Error('nothing is wrong with the rule');
  return { config, finding, before: (await getConfig(config, NAME)).findings };
}

describe('acknowledgeFinding()', () => {
  it('takes the finding out of the counts, keeps it in view with its reason, and tells the audit trail', async () => {
    const { config, finding, before } = await withFinding();
    const input = { key: finding.key, reason: 'agreed', expiresAt: null };
    expect(await acknowledgeFinding(config, 'bob', input)).toMatchObject({
      state: 'standing',
      author: 'bob',
    });
    const { findings, problems } = await getConfig(config, NAME);
    expect(findings[finding.severity]).toBe(before[finding.severity] - 1);
    expect(problems.find(({ key }) => key === finding.key)?.acknowledged).toMatchObject({ reason: 'agreed' });
    expect(config.auditEntries.at(-1)).toMatchObject({
      ...{ actor: 'bob', action: 'config.acknowledge', target: finding.key },
    });
  });

  it('counts again once the time is over', async () => {
    const { config, finding, before } = await withFinding();
    const expiresAt = config.now() + 3;
    await acknowledgeFinding(config, 'bob', { key: finding.key, reason: 'soon', expiresAt });
    expect((await getConfig(config, NAME)).findings).not.toEqual(before);
    while (config.now() < expiresAt);
    expect((await getConfig(config, NAME)).findings).toEqual(before);
    expect(await listAcknowledgements(config)).toMatchObject([{ state: 'expired' }]);
  });

  it('counts again once it is withdrawn, which can be done once', async () => {
    const { config, finding, before } = await withFinding();
    await acknowledgeFinding(config, 'bob', { key: finding.key, reason: 'x', expiresAt: null });
    await withdrawAcknowledgement(config, 'ann', finding.key);
    expect((await getConfig(config, NAME)).findings).toEqual(before);
    expect(config.auditEntries.at(-1)).toMatchObject({ action: 'config.withdraw-acknowledgement' });
    await expect(withdrawAcknowledgement(config, 'ann', finding.key)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is solved when the finding has gone', async () => {
    const { config, finding } = await withFinding();
    await acknowledgeFinding(config, 'bob', { key: finding.key, reason: 'x', expiresAt: null });
    const yaml =
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {namespace: shop, name: cart}\nspec: {hosts: [cart.example.org], http: [{directResponse: {status: 200}}]}\n';
    await applyConfig(config, 'ann', { ...input, yaml });
    expect(await listAcknowledgements(config)).toMatchObject([{ state: 'solved' }]);
  });

  it('refuses a name that no finding has, and a time that has passed', async () => {
    const { config, finding } = await withFinding();
    const one = { key: 'nothing', reason: 'x', expiresAt: null };
    await expect(acknowledgeFinding(config, 'bob', one)).rejects.toMatchObject({ code: 'not_found' });
    const late = { key: finding.key, reason: 'x', expiresAt: 1 };
    await expect(acknowledgeFinding(config, 'bob', late)).rejects.toMatchObject({ code: 'bad_request' });
  });
});
