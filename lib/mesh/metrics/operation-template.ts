/**
 * Operations as people write them: `GET /orders/{id}`, `* /users/{name}/...`. A word in braces stands for one segment,
 * `...` at the end for all that follow, `*` for any method. They are matched against requests (by agents) and against
 * operations that were learnt from requests (by the console), so that one list names both what comes and what was.
 */

/** Templates of one service at most. */
export const MOST_TEMPLATES = 200;
/** Characters of one template at most. */
export const LONGEST_TEMPLATE = 256;

/** Finds the template that an operation falls under; undefined when it falls under none. */
export type FindTemplate = (operation: string) => string | undefined;

interface Template {
  text: string;
  method: string;
  segments: readonly string[];
}

const METHOD = /^(?:\*|[A-Z][A-Z-]*)$/;
const ANY_METHOD = '*';
const REST = '...';
const REMEMBERED = 2_000;

/** What is wrong with a template; undefined when it can be used. */
export function templateProblem(text: string): string | undefined {
  const [method = '', path, ...more] = text.split(' ');
  if (text.length > LONGEST_TEMPLATE) return `has more than ${LONGEST_TEMPLATE} characters`;
  if (path === undefined || more.length > 0)
    return 'must be a method and a path, for instance GET /orders/{id}';
  if (!METHOD.test(method)) return `"${method}" is no method: write GET, POST ... or * for any`;
  if (!path.startsWith('/')) return 'the path must begin with a slash';
  if (/[?#]/.test(path)) return 'the path must not hold a query';
  const segments = path.split('/');
  if (segments.slice(0, -1).includes(REST)) return '... stands only at the end';
  const odd = segments.find((segment) => /[{}]/.test(segment) && !isPlaceholder(segment));
  return odd === undefined ? undefined : `"${odd}" mixes words and braces: a segment is one or the other`;
}

/** Chooses among templates: the one that says most goes first, segment by segment. Unreadable ones are left out. */
export function createFindTemplate(texts: readonly string[]): FindTemplate {
  const templates = texts
    .filter((text) => templateProblem(text) === undefined)
    .map(readTemplate)
    .sort(bySpecificity);
  const known = new Map<string, string | undefined>();
  return (operation) => {
    if (known.has(operation)) return known.get(operation);
    const asked = readTemplate(operation);
    const found = templates.find((template) => covers(template, asked))?.text;
    if (known.size >= REMEMBERED) known.clear();
    known.set(operation, found);
    return found;
  };
}

/**
 * Whether a learnt operation may hold requests of the template that cannot be told apart any more: the template has a
 * word where only `{id}` was kept.
 */
export function mayHide(learnt: string, text: string): boolean {
  const [template, asked] = [readTemplate(text), readTemplate(learnt)];
  if (covers(template, asked)) return false;
  const isLoose = (wanted: string, segment: string) => fits(wanted, segment) || isPlaceholder(segment);
  return isMethod(template, asked) && fitsAll(template, asked, isLoose);
}

function readTemplate(text: string): Template {
  const space = text.indexOf(' ');
  return { text, method: text.slice(0, space), segments: text.slice(space + 1).split('/') };
}

function covers(template: Template, asked: Template): boolean {
  return isMethod(template, asked) && fitsAll(template, asked, fits);
}

function isMethod({ method }: Template, asked: Template): boolean {
  return method === ANY_METHOD || method === asked.method;
}

function fitsAll(
  { segments }: Template,
  asked: Template,
  isFit: (wanted: string, segment: string) => boolean,
): boolean {
  const hasRest = segments.at(-1) === REST;
  const wanted = hasRest ? segments.slice(0, -1) : segments;
  const { length } = asked.segments;
  if (hasRest ? length <= wanted.length : length !== wanted.length) return false;
  return wanted.every((segment, i) => isFit(segment, asked.segments[i] ?? ''));
}

/** A learnt rest is of unknown length: only a rest covers it. */
function fits(wanted: string, segment: string): boolean {
  return wanted === segment || (isPlaceholder(wanted) && segment !== '' && segment !== REST);
}

function isPlaceholder(segment: string): boolean {
  return /^\{[^{}]+\}$/.test(segment);
}

function bySpecificity(a: Template, b: Template): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let i = 0; i < length; i++) {
    const difference = vagueness(a.segments[i]) - vagueness(b.segments[i]);
    if (difference !== 0) return difference;
  }
  const methods = Number(a.method === ANY_METHOD) - Number(b.method === ANY_METHOD);
  return methods !== 0 ? methods : a.text < b.text ? -1 : 1;
}

function vagueness(segment: string | undefined): number {
  if (segment === undefined || segment === REST) return 2;
  return isPlaceholder(segment) ? 1 : 0;
}
