'use client';

import { useMemo } from 'react';
import { agentPushSchema, type ConfigPush, pushSummarySchema } from '@/lib/protocol/api/config-push';
import { ClientError } from '../http/client-error';
import { browserSocket } from '../live/browser-socket';
import { readCollection } from '../live/read-collection';
import { useLive } from '../live/use-live';

/** Which agents have the configuration, as their answers come. */
export function useConfigPush(): {
  data: ConfigPush | undefined;
  error: Error | null;
  refetch: () => void;
} {
  const { document, error } = useLive('config', {});
  const data = useMemo(() => {
    const [whole] = readCollection(document, 'meta', pushSummarySchema);
    if (whole === undefined) return undefined;
    return { ...whole, agents: [...readCollection(document, 'agents', agentPushSchema)] };
  }, [document]);
  return {
    data,
    error: error === undefined ? null : new ClientError(error.code, error.message),
    refetch: () => browserSocket.retryNow(),
  };
}
