/** A number ready for the screen: the digits and, apart, the unit that is drawn muted. */
export type Quantity = { value: string; unit: string };

/** The quantity as one string, for titles, labels and copies. */
export function printQuantity({ value, unit }: Quantity): string {
  return unit === '' ? value : `${value} ${unit}`;
}
