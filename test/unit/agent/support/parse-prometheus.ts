/** One sample of the text format. */
export interface PrometheusSample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** One family: its type and its samples in order. */
export interface PrometheusFamily {
  name: string;
  type: string;
  help: string;
  samples: PrometheusSample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? ([-+0-9.eE]+|\\+Inf|-Inf|NaN)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

/**
 * Reads the Prometheus text format 0.0.4 strictly: every sample belongs to the family whose TYPE stands before it,
 * families and series come once, histograms are cumulative and end in +Inf = count.
 */
export function parsePrometheus(text: string): Map<string, PrometheusFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  const families = new Map<string, PrometheusFamily>();
  const seen = new Set<string>();
  const helps = new Map<string, string>();
  let current: PrometheusFamily | undefined;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const comment = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line);
    if (comment?.[1] === 'HELP') helps.set(comment[2] ?? '', comment[3] ?? '');
    else if (comment !== null) current = openFamily(families, helps, comment[2] ?? '', comment[3] ?? '');
    else addSample(current, seen, parseSample(line));
  }
  for (const family of families.values()) if (family.type === 'histogram') checkHistogram(family);
  return families;
}

function openFamily(
  families: Map<string, PrometheusFamily>,
  helps: ReadonlyMap<string, string>,
  name: string,
  type: string,
): PrometheusFamily {
  const help = helps.get(name);
  if (families.has(name)) throw new Error(`${name} comes twice`);
  if (help === undefined) throw new Error(`${name} has no HELP`);
  const family: PrometheusFamily = { name, type, help, samples: [] };
  families.set(name, family);
  return family;
}

function addSample(family: PrometheusFamily | undefined, seen: Set<string>, sample: PrometheusSample): void {
  const key = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
  if (family === undefined || !belongs(family, sample.name)) throw new Error(`no TYPE before ${key}`);
  if (seen.has(key)) throw new Error(`${key} comes twice`);
  seen.add(key);
  family.samples.push(sample);
}

function parseSample(line: string): PrometheusSample {
  const match = SAMPLE.exec(line);
  if (match === null) throw new Error(`not a sample: ${line}`);
  const [, name = '', inner = '', value = ''] = match;
  return { name, labels: parseLabels(inner), value: value === '+Inf' ? Infinity : Number(value) };
}

function parseLabels(inner: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < inner.length) {
    const match = LABEL.exec(inner);
    if (match === null) throw new Error(`not labels: ${inner}`);
    const [, name = '', value = ''] = match;
    if (name in labels) throw new Error(`label ${name} twice`);
    labels[name] = value.replace(/\\(["\\n])/g, (_, char) => (char === 'n' ? '\n' : char));
  }
  return labels;
}

function belongs(family: PrometheusFamily, name: string): boolean {
  if (family.type !== 'histogram') return name === family.name;
  return ['_bucket', '_sum', '_count'].some((suffix) => name === family.name + suffix);
}

function checkHistogram(family: PrometheusFamily): void {
  const bySeries = new Map<string, PrometheusSample[]>();
  for (const sample of family.samples) {
    const { le: _, ...labels } = sample.labels;
    const key = JSON.stringify(labels);
    bySeries.set(key, [...(bySeries.get(key) ?? []), sample]);
  }
  for (const [key, samples] of bySeries) {
    const buckets = samples.filter((sample) => sample.name.endsWith('_bucket'));
    const count = samples.find((sample) => sample.name.endsWith('_count'));
    const sum = samples.find((sample) => sample.name.endsWith('_sum'));
    if (buckets.at(-1)?.labels.le !== '+Inf') throw new Error(`${family.name}${key} does not end in +Inf`);
    if (buckets.at(-1)?.value !== count?.value || sum === undefined)
      throw new Error(`${family.name}${key}: count`);
    for (const [index, bucket] of buckets.entries()) {
      if (bucket.value < (buckets[index - 1]?.value ?? 0))
        throw new Error(`${family.name}${key} is not cumulative`);
    }
  }
}
