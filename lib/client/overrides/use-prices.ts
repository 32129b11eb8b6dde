'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TransferPrices } from '@/lib/mesh/graph/cost/transfer-prices';
import { getPrices, putPrices } from '@/lib/protocol/api/overrides';
import { callEndpoint } from '../http/call-endpoint';
import { useEndpoint } from '../http/use-endpoint';

/** What moving a gigabyte costs. */
export function usePrices() {
  return useEndpoint(getPrices);
}

/** Sets the prices, or goes back to the defaults; everything that is priced asks again. */
export function useSavePrices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (prices: TransferPrices | null) => callEndpoint(putPrices, { body: { prices } }),
    onSuccess: () => client.invalidateQueries(),
  });
}
