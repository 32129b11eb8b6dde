/** How far bytes go; `unknown` where a locality is missing that would decide it. */
export type TransferDistance = 'zone' | 'zones' | 'regions' | 'unknown';

/** The distance between two localities, `region/zone/subzone` each, empty when unknown. */
export function transferDistance(from: string, to: string): TransferDistance {
  const [fromRegion = '', fromZone = ''] = from.split('/');
  const [toRegion = '', toZone = ''] = to.split('/');
  if (fromRegion === '' || toRegion === '') return 'unknown';
  if (fromRegion !== toRegion) return 'regions';
  if (fromZone === '' || toZone === '') return 'unknown';
  return fromZone === toZone ? 'zone' : 'zones';
}
