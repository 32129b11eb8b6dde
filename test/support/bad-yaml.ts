/** A text that is no configuration, and what has to be said of it. */
export interface BadYaml {
  name: string;
  text: string;
  message: RegExp;
  line: number;
  column: number;
}

/** A VirtualService in which nothing is wrong; line 12 names its destination. */
export const GOOD_YAML = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: bad
  namespace: shop
spec:
  hosts:
    - bad
  http:
    - route:
        - destination:
            host: bad
`;

const HOST = 'host: bad';
const bomb = Array.from(
  { length: 30 },
  (_, level) =>
    `  a${level}: &a${level} [${
      level === 0
        ? 'x'
        : Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')
    }]\n`,
).join('');

function bad(
  name: string,
  [from, to]: readonly [from: string, to: string],
  message: RegExp,
  line: number,
  column: number,
): BadYaml {
  return { name, text: GOOD_YAML.replace(from, to), message, line, column };
}

/** Every door to the configuration refuses these, each with its place, and nothing changes. */
export const BAD_YAML: readonly BadYaml[] = [
  bad('indentation', ['  hosts:', ' hosts:'], /indentation/, 9, 1),
  bad('open bracket', ['    - bad', '    [bad'], /\[ or \{ above is not closed/, 9, 3),
  bad('open quote', [HOST, 'host: "bad'], /quotation mark is not closed/, 12, 19),
  bad('field twice', ['  namespace: shop', '  name: two'], /"name" is there twice/, 5, 3),
  bad('tab', ['    - bad', '\t- bad'], /indented by a tab/, 8, 1),
  bad('NUL', [HOST, 'host: b\0ad'], /NUL character/, 12, 20),
  bad('control character', [HOST, 'host: b\u0007ad'], /control character U\+0007/, 12, 20),
  bad('not UTF-8', [HOST, 'host: b\ufffdd'], /not UTF-8/, 12, 20),
  bad('placeholder', [HOST, 'host: {{ .Values.host }}'], /placeholder of a template/, 12, 19),
  bad('block of a template', ['spec:', '{%- if on %}\nspec:'], /placeholder of a template/, 6, 1),
  bad('alias to nothing', [HOST, 'host: *nobody'], /refers to nothing/, 12, 19),
  bad('alias within itself', ['    - bad', '    - &a [*a]'], /within what it refers to/, 8, 11),
  bad('alias bomb', ['spec:\n', `spec:\n${bomb}`], /grow without bound/, 8, 12),
  bad('deep flow', [HOST, `host: ${'[a, '.repeat(200)}1${']'.repeat(200)}`], /nested too deeply/, 12, 391),
  bad('brackets without end', [HOST, `host: ${'{a: '.repeat(50_000)}`], /nested too deeply/, 12, 391),
  bad('wrong merge', ['spec:\n', 'spec:\n  <<: 5\n'], /"<<" takes the fields of a mapping/, 7, 3),
  bad('no kind', ['kind: VirtualService\n', ''], /no kind/, 1, 1),
  bad('no name', ['  name: bad\n', ''], /no metadata\.name/, 3, 1),
  bad(
    'metadata of one word',
    ['metadata:\n  name: bad\n  namespace: shop', 'metadata: bad'],
    /must be a mapping/,
    3,
    1,
  ),
  bad('carriage returns', ['\n  name', '\r  name'], /carriage return alone/, 3, 10),
  { name: 'one word', text: 'hello\n', message: /must be a mapping/, line: 1, column: 1 },
  { name: 'list', text: '- a\n- b\n', message: /must be a mapping/, line: 1, column: 1 },
  {
    name: 'JSON',
    text: '{"kind": "VirtualService",\n"spec": {},,\n}',
    message: /Unexpected ,/,
    line: 2,
    column: 12,
  },
  {
    name: 'List without items',
    text: 'apiVersion: v1\nkind: List\nitems: none\n',
    message: /no list of items/,
    line: 3,
    column: 1,
  },
  {
    name: 'List of words',
    text: 'apiVersion: v1\nkind: List\nitems:\n  - hello\n',
    message: /must be a mapping/,
    line: 4,
    column: 5,
  },
];

/** Texts that look odd and are right. */
export const ODD_YAML: readonly (readonly [name: string, text: string])[] = [
  ['a byte order mark', `\ufeff${GOOD_YAML}`],
  ['CR LF', GOOD_YAML.replaceAll('\n', '\r\n')],
  ['empty documents', `---\n---\n# nothing\n---\n${GOOD_YAML}---\n`],
  ['null', `null\n---\n${GOOD_YAML}`],
  ['a List', `apiVersion: v1\nkind: List\nitems:\n  - ${GOOD_YAML.trimEnd().replaceAll('\n', '\n    ')}\n`],
  [
    'JSON',
    '{"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "bad", "namespace": "shop"}, "spec": {"hosts": ["bad"], "http": [{"route": [{"destination": {"host": "bad"}}]}]}}',
  ],
];
