import { overviewParamsSchema } from '../../../protocol/api/overview';
import { getOverview } from '../get-overview';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';
import { tickVersion } from './tick-version';

/** Namespaces by name. */
export function overviewDocument(
  context: QueryContext,
  params: Readonly<Record<string, string>>,
): LiveSource {
  const asked = parseParams(overviewParamsSchema, params);
  return {
    version: () => tickVersion(context),
    build: async () => {
      const { from, to, namespaces } = await getOverview(context, asked);
      return {
        namespaces: byKey(namespaces, ({ namespace }) => namespace),
        meta: { window: { from, to } },
      };
    },
  };
}
