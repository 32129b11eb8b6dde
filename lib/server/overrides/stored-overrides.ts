import * as z from 'zod/mini';
import type { TransferPrices } from '../../mesh/graph/cost/transfer-prices';
import type { ObjectTolerances } from '../../mesh/health/object-tolerances';
import type { ServiceOperations } from '../../mesh/metrics/service-operations';
import {
  objectTolerancesSchema,
  serviceOperationsSchema,
  transferPricesSchema,
} from '../../protocol/api/overrides';
import type { Settings } from '../store/contract/console-records';

/** What people decided against what was learnt or is usual. */
export interface StoredOverrides {
  tolerances: readonly ObjectTolerances[];
  operations: readonly ServiceOperations[];
  /** Null while the defaults hold. */
  prices?: TransferPrices | null;
}

/** The keys of the settings. */
export const OVERRIDE_SETTINGS = {
  tolerances: 'health-tolerances',
  operations: 'operation-templates',
  prices: 'transfer-prices',
} as const satisfies Record<keyof StoredOverrides, string>;

const SCHEMAS = {
  tolerances: z.array(objectTolerancesSchema),
  operations: z.array(serviceOperationsSchema),
  prices: z.nullable(transferPricesSchema),
};

/** Reads what was stored; what another version wrote and this one cannot read counts as not set. */
export async function loadOverrides(settings: Pick<Settings, 'readSetting'>): Promise<StoredOverrides> {
  const read = async <T>(key: keyof StoredOverrides, schema: z.ZodMiniType<T>, fallback: T): Promise<T> => {
    const parsed = schema.safeParse(await settings.readSetting(OVERRIDE_SETTINGS[key]));
    return parsed.success ? parsed.data : fallback;
  };
  return {
    tolerances: await read('tolerances', SCHEMAS.tolerances, []),
    operations: await read('operations', SCHEMAS.operations, []),
    prices: await read('prices', SCHEMAS.prices, null),
  };
}
