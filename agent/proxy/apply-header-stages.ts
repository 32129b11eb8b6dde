import type { HeaderStage } from '../../lib/mesh/routing/header-stage';
import type { HeaderBlock } from '../http1/header-block';

/** Changes headers as a route says; `expand` puts values in for Envoy's `%...%` operators. */
export function applyHeaderStages(
  headers: HeaderBlock,
  stages: readonly HeaderStage[],
  expand: (value: string) => string,
): void {
  for (const { changes, remove } of stages) {
    for (const name of remove) headers.remove(name);
    for (const { mode, name, value } of changes) {
      const text = value.includes('%') ? expand(value) : value;
      // Envoy sets and adds nothing empty, be it that an operator found nothing.
      if (text === '') continue;
      if (mode === 'overwrite') headers.replace(name, text);
      else headers.append(name, text);
    }
  }
}
