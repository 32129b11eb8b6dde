import type { FieldReport } from '../field-report';

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/i;

type Labels = Readonly<Record<string, string>>;

/** Reports labels that Kubernetes would refuse. */
export function checkLabels(labels: Labels | undefined, path: string, report: FieldReport): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    report.check('labels/invalid-key', `${path}["${key}"]`, keyProblem(key));
    report.check('labels/invalid-value', `${path}["${key}"]`, valueProblem(key, value));
  }
}

function keyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const fits =
    NAME.test(name) &&
    name.length <= 63 &&
    (prefix === undefined || (PREFIX.test(prefix) && prefix.length <= 253));
  return fits ? undefined : `"${key}" is no label: [domain/]name of letters, digits, -, _ and ., at most 63`;
}

function valueProblem(key: string, value: string): string | undefined {
  if (value === '' || (value.length <= 63 && NAME.test(value))) return undefined;
  return `Label "${key}" has the value "${value}"; letters, digits, -, _ and . are allowed, at most 63`;
}

/** Reports selectors that cannot select as they are meant. */
export function checkSelectorLabels(labels: Labels | undefined, path: string, report: FieldReport): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (key === '') report.error('selector/empty-key', path, 'A label of the selector has no name');
    if (key.includes('*') || value.includes('*')) {
      report.error(
        'selector/wildcard',
        `${path}["${key}"]`,
        `Label "${key}=${value}" has a wildcard; selectors compare labels as they are`,
      );
    }
  }
  if (Object.keys(labels ?? {}).length === 0) {
    report.warn(
      'selector/no-labels',
      path,
      'The selector has no labels, so it selects everything in the namespace; remove it or name labels',
    );
  }
}
