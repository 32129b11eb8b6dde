type Labels = Readonly<Record<string, string>>;

/** The labels that both have with the same value; all of the second when there is no first yet. */
export function sharedLabels(first: Labels | undefined, second: Labels): Labels {
  if (first === undefined) return second;
  return Object.fromEntries(Object.entries(first).filter(([label, value]) => second[label] === value));
}
