import type { MeshSettings } from '../config/mesh-settings';
import type { CompileContext } from './compile-context';
import { hostDomain } from './host-domain';
import { DEFAULT_RETRIES, planRetries } from './virtual-service/plan-retries';

/** The part of a context that is the same in the whole mesh. */
export function meshContext(settings: MeshSettings): Pick<CompileContext, 'defaultRetries' | 'hostDomain'> {
  return {
    hostDomain: hostDomain(settings),
    defaultRetries: planRetries(settings.defaults?.defaultHttpRetryPolicy, DEFAULT_RETRIES),
  };
}
