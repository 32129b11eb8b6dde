import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { readYaml } from '@/lib/mesh/config/yaml-text';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n';
const GOOD = `${HEAD}  hosts: [a]\n`;

function problemsOf(text: string) {
  return parseResources(text, 'f.yaml').problems.map(({ message, position }) => ({ message, ...position }));
}

describe('readYaml()', () => {
  it.each([
    ['a list that is not closed', `${HEAD}  hosts: [a\n  http: x\n`, /not closed/, 7],
    ['a quotation mark that is not closed', `${HEAD}  hosts: ["a]\n---\n${GOOD}`, /not closed/, 6],
    ['a tab', `${HEAD}\thosts: [a]\n`, /tab/, 6],
    ['a tab behind blanks', `${HEAD}  http:\n  \t- a: 1\n`, /tab/, 7],
    ['a field twice', `${HEAD}  hosts: [a]\n  hosts: [b]\n`, /"hosts" is there twice/, 7],
    ['a placeholder as value', `${HEAD}  hosts:\n  - {{ .Values.host }}\n`, /placeholder/, 7],
    [
      'a placeholder on its own line',
      `${HEAD}  {{- if .x }}\n  hosts: [a]\n  {{- end }}\n`,
      /placeholder/,
      6,
    ],
    ['a placeholder of another kind', `${HEAD}  {% if x %}\n  hosts: [a]\n`, /placeholder/, 6],
    ['an alias to nothing', `${HEAD}  hosts: *x\n`, /"\*x" refers to nothing/, 6],
    ['an alias within itself', `${HEAD}  hosts: &x [*x]\n`, /within what it refers to/, 6],
    ['no mapping', '- a\n', /mapping/, 1],
    ['no kind', 'a: 1\n', /no kind/, 1],
    ['no name', 'kind: A\napiVersion: v1\nmetadata: {}\n', /metadata\.name/, 3],
    ['no version', 'kind: A\nmetadata: {name: a}\n', /apiVersion/, 1],
  ])('names %s with its line', (_, text, message, line) => {
    const [first] = problemsOf(text);
    expect(first?.message).toMatch(message);
    expect(first?.line).toBe(line);
  });

  it('reads the other documents when one is broken', () => {
    const { resources, problems } = parseResources(`${GOOD}---\nkind: [\n---\n${GOOD}`, 'f.yaml');
    expect(resources).toHaveLength(2);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('refuses aliases that grow without bound, in no time and no memory', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    const [first] = problemsOf(`${levels.join('\n')}\n`);
    expect(first?.message).toMatch(/aliases/);
    expect(first?.line).toBe(2);
  });

  it('refuses what is nested too deeply, and texts beyond its bound', () => {
    expect(problemsOf(`a: ${'['.repeat(20_000)}`)[0]?.message).toMatch(/nested too deeply/);
    expect(problemsOf(`a: ${'x'.repeat(11 * 1024 * 1024)}`)).toEqual([
      { message: expect.stringMatching(/at most 10485760/), line: 1, column: 1 },
    ]);
  });

  it('leaves placeholders alone where they are text', () => {
    const text =
      'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata:\n  t: |\n    {{ x }}\n  u: "{{ y }}" # {{ z }}\n';
    expect(parseResources(text, 'f.yaml').problems).toEqual([]);
  });

  it('merges << as Kubernetes does', () => {
    const [document] = readYaml('base: &b {x: 1}\nown:\n  <<: *b\n  y: 2\n');
    expect(document?.value).toEqual({ base: { x: 1 }, own: { x: 1, y: 2 } });
  });

  it('never throws, and names places that are in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'apiVersion: v1\n',
        'kind: List\n',
        'items:\n',
        '- ',
        '  ',
        '\t',
        '---\n',
        '...\n',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        ': ',
        '? ',
        '&a ',
        '*a',
        '<<: ',
        '|\n',
        '>-\n',
        '#',
        '{{ x }}',
        '!!binary ',
        '%YAML 1.1\n',
        '\r\n',
        '\u0000',
        '\ufeff',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line, column } of problemsOf(text)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines + 1);
          expect(column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
