import type { PolicyWorkload } from '../../../lib/mesh/access/selects-workload';
import type { SimulatedAccess, TokenOutcome } from '../../../lib/mesh/access/simulated-request';
import { statusOfProblem } from '../../../lib/mesh/access/token/token-problem';
import { resolveTokenRules } from '../../../lib/mesh/access/token/token-rules';
import type { MeshSettings } from '../../../lib/mesh/config/mesh-settings';
import type { ResourceSet } from '../../../lib/mesh/config/resource-set';
import { splitTarget } from '../../../lib/mesh/routing/route-request';
import { Authenticator } from '../../access/token/authenticator';
import { KeyStore } from '../../access/token/key-store';

/** A simulation sends nothing: keys that are not in the configuration are not to be had. */
const fetchNothing = () => Promise.reject(new Error('not fetched'));

/** Judges the request's own token by the workload's RequestAuthentications; undefined where claims are given instead. */
export async function checkToken(
  request: SimulatedAccess,
  resources: ResourceSet,
  settings: MeshSettings,
  workload: PolicyWorkload,
): Promise<TokenOutcome | undefined> {
  if (request.claims !== undefined) return undefined;
  const rules = resolveTokenRules(resources, settings, workload);
  if (rules.length === 0) return { state: 'absent' };
  const headers = new Map(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const result = await new Authenticator(rules, new KeyStore(fetchNothing, Date.now), Date.now).authenticate({
    query: splitTarget(request.url ?? '').query,
    headerValues: (name) => [headers.get(name) ?? []].flat(),
  });
  if ('problem' in result) {
    return { state: 'invalid', code: statusOfProblem(result.problem), message: result.problem };
  }
  const [first] = result.accepted;
  return first === undefined ? { state: 'absent' } : { state: 'valid', claims: first.claims };
}
