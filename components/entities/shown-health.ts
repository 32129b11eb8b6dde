import type { EntityRow } from '@/lib/protocol/api/entities';

/** Without requests there is nothing to judge, unless something else is wrong: idle is the word on every list. */
export function shownHealth({ health, sparkline, mtlsPercent }: EntityRow): EntityRow['health']['status'] {
  // Bytes of TCP are no requests, but their encryption is known.
  const isIdle = mtlsPercent === null && sparkline.every((rate) => rate === 0);
  return health.status === 'Healthy' && isIdle ? 'NA' : health.status;
}
