import type { TelemetrySpec } from '../config/kinds/telemetry';
import { appliesToMode, type TelemetryMode } from './applies-to-mode';
import { type Attributes, compileExpression } from './expression';

/** Which requests are logged. */
export interface LogPlan {
  /** No Telemetry says anything that counts: the mesh's own setting holds. */
  readonly isDefault: boolean;
  readonly headers: readonly string[];
  /** Whether some provider that is not switched off takes this request. */
  isLogged(attributes: () => Attributes): boolean;
}

interface ProviderState {
  disabled: boolean;
  filter: string | undefined;
}

/** Providers of a lower level replace those of the level above; `disabled` and `filter` are inherited one by one. */
export function resolveLogs(
  levels: readonly TelemetrySpec[],
  defaultProviders: readonly string[],
  mode: TelemetryMode,
): LogPlan {
  let inScope: readonly string[] = defaultProviders;
  const states = new Map<string, ProviderState>();
  let isDefault = true;
  for (const { accessLogging = [] } of levels) {
    const entries = accessLogging.filter(({ match }) => appliesToMode(match, mode));
    const named = entries.flatMap(({ providers = [] }) => providers.map(({ name = '' }) => name));
    if (named.length > 0) inScope = [...new Set(named)];
    for (const { providers = [], disabled, filter } of entries) {
      const names = providers.length > 0 ? providers.map(({ name = '' }) => name) : inScope;
      for (const name of names) {
        isDefault = false;
        const known = states.get(name);
        states.set(name, {
          disabled: disabled ?? (filter !== undefined ? false : (known?.disabled ?? false)),
          filter: filter?.expression ?? known?.filter,
        });
      }
    }
  }
  const active = inScope.flatMap((name) => {
    const state = states.get(name) ?? { disabled: false, filter: undefined };
    return state.disabled ? [] : [state.filter];
  });
  return planOf(active, isDefault);
}

function planOf(filters: readonly (string | undefined)[], isDefault: boolean): LogPlan {
  if (filters.some((filter) => filter === undefined || filter === '')) {
    return { isDefault, headers: [], isLogged: () => true };
  }
  // An expression that is none takes no request, as a provider without its filter would flood the log.
  const compiled = filters.flatMap((filter) => {
    const expression = compileExpression(filter ?? '');
    return 'error' in expression ? [] : [expression];
  });
  return {
    isDefault,
    headers: compiled.flatMap(({ headers }) => headers),
    isLogged(attributes) {
      if (compiled.length === 0) return false;
      const facts = attributes();
      return compiled.some((expression) => expression.evaluate(facts) === true);
    },
  };
}
