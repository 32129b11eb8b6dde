import { signalsParamsSchema } from '../../../protocol/api/signals';
import { getSignals } from '../get-signals';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';
import { tickVersion } from './tick-version';

/** Totals by group, points by `<group>|<t>` (so that only the newest ones change), codes, and the heat map whole. */
export function signalsDocument(context: QueryContext, params: Readonly<Record<string, string>>): LiveSource {
  const asked = parseParams(signalsParamsSchema, params);
  return {
    version: () => tickVersion(context),
    build: async () => {
      const { from, to, stepSeconds, resolutionSeconds, codes, groups, heat } = await getSignals(
        context,
        asked,
      );
      return {
        groups: byKey(
          groups.map(({ key, totals }) => ({ key, totals })),
          ({ key }) => key,
        ),
        points: Object.fromEntries(
          groups.flatMap(({ key, points }) => points.map((point) => [`${key}|${point.t}`, point])),
        ),
        codes: byKey(codes, ({ code, flags, grpcStatus }) => `${code} ${flags} ${grpcStatus}`),
        meta: {
          window: { from, to },
          resolution: { stepSeconds, resolutionSeconds },
          ...(heat === undefined ? {} : { heat }),
        },
      };
    },
  };
}
