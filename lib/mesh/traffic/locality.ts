/** `region/zone/subzone`, any part of which may be empty. */
export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
}

/** The parts of `region/zone/subzone`. */
export function parseLocality(text: string): Locality {
  const [region = '', zone = '', subzone = ''] = text.split('/');
  return { region, zone, subzone };
}

/** Whether `locality` is in the area that `pattern` names: `us-east`, `us-east/*`, `us-east/1/a`, `*`. */
export function isInArea(locality: string, pattern: string): boolean {
  const wanted = pattern.split('/');
  const has = locality.split('/');
  return wanted.every((part, i) => part === '*' || part === '' || part === has[i]);
}

/** How far apart two places are: 0 same subzone, 1 same zone, 2 same region, 3 elsewhere. */
export function localityDistance(own: Locality, other: Locality): 0 | 1 | 2 | 3 {
  if (own.region !== other.region) return 3;
  if (own.zone !== other.zone) return 2;
  return own.subzone === other.subzone ? 0 : 1;
}
