import { entitiesParamsSchema } from '../../../protocol/api/entities';
import { getEntities } from '../get-entities';
import type { QueryContext } from '../query-context';
import { byKey } from './by-key';
import type { LiveSource } from './live-source';
import { parseParams } from './parse-params';
import { tickVersion } from './tick-version';

/** Rows by node id. */
export function entitiesDocument(
  context: QueryContext,
  params: Readonly<Record<string, string>>,
): LiveSource {
  const asked = parseParams(entitiesParamsSchema, params);
  return {
    version: () => tickVersion(context),
    build: async () => {
      const { from, to, rows } = await getEntities(context, asked);
      return { rows: byKey(rows, ({ id }) => id), meta: { window: { from, to } } };
    },
  };
}
