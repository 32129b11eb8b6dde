import type { QueryGate, ReadingGate } from '@/lib/mesh/rollout/judge/gate';

/** How a gate counts readings beyond what its fields say: what imported plans bring along, a few words each. */
export function describeCounting(gate: ReadingGate & Pick<Partial<QueryGate>, 'delaySeconds'>): string[] {
  const { delaySeconds, good, count, goodInARow, unclear, emptyInARow, notANumber } = gate;
  return [
    ...(delaySeconds === undefined ? [] : [`first asked after ${delaySeconds} s`]),
    ...(good === undefined ? [] : [`good ${describeGood(good)}`]),
    ...(count === undefined
      ? []
      : [count === 0 ? 'holds no step up' : `goes on after ${times(count, 'reading')}`]),
    ...(goodInARow === undefined ? [] : [`goes on after ${times(goodInARow, 'good reading')} in a row`]),
    ...(unclear === undefined ? [] : [`asks a person after ${times(unclear, 'unclear reading')}`]),
    ...(emptyInARow === undefined ? [] : [`no answer ${emptyInARow} times in a row fails it`]),
    ...(notANumber === undefined ? [] : [`"not a number" is ${notANumber}`]),
  ];
}

function describeGood({ min, max }: { min?: number; max?: number }): string {
  const print = (value: number) => String(Number(value.toPrecision(6)));
  if (min !== undefined && max !== undefined) return `between ${print(min)} and ${print(max)}`;
  return min === undefined ? `up to ${print(max ?? 0)}` : `from ${print(min)}`;
}

function times(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
