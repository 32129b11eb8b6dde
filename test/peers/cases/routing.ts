import { answer, forward, type Json, redirect } from '../support/envoy-config';
import type { PeerCase } from '../support/peer-case';

const header = (name: string, string_match: Json): Json => ({ headers: [{ name, string_match }] });
const regex = (text: string): Json => ({ safe_regex: { regex: text } });

const paths = [
  '/',
  '/foo',
  '/foo/',
  '/foobar',
  '/FOO',
  '/foo?x=1',
  '/exact',
  '/exact/',
  '/EXACT',
  '/Case',
  '/cASe/x',
  '/re/12',
  '/re/12/3',
  '/re/',
  '/%66oo',
  '/foo%2Fbar',
  '/a/../foo',
  '/./foo',
  '//foo',
  '/foo//x',
  '/é',
  '/none',
  '/foo;v=1',
  '/exact?',
  '/foo%',
];

/** Which rule takes a request. */
export const MATCHING: readonly PeerCase[] = [
  {
    name: 'paths by prefix, exactly, by pattern, in any case',
    ours: `
  - match: [{uri: {exact: /exact}}]
    directResponse: {status: 200, body: {string: exact}}
  - match: [{uri: {prefix: /foo}}]
    directResponse: {status: 200, body: {string: prefix}}
  - match: [{uri: {regex: '/re/[0-9]+'}}]
    directResponse: {status: 200, body: {string: pattern}}
  - match: [{uri: {prefix: /case}, ignoreUriCase: true}]
    directResponse: {status: 200, body: {string: case}}
`,
    envoy: {
      routes: [
        answer({ path: '/exact' }, 'exact'),
        answer({ prefix: '/foo' }, 'prefix'),
        answer({ safe_regex: { regex: '/re/[0-9]+' } }, 'pattern'),
        answer({ prefix: '/case', case_sensitive: false }, 'case'),
      ],
    },
    requests: paths.map((path) => ({ path })),
    differs: {
      [paths.indexOf('/é')]:
        'Both answer 400; our details say what is wrong, those of Envoy that something is.',
    },
  },
  {
    name: 'headers, query parameters, method',
    ours: `
  - match: [{headers: {x-a: {exact: one}}}]
    directResponse: {status: 200, body: {string: exact}}
  - match: [{headers: {x-a: {prefix: tw}}}]
    directResponse: {status: 200, body: {string: prefix}}
  - match: [{headers: {x-a: {regex: 'th.*e'}}}]
    directResponse: {status: 200, body: {string: pattern}}
  - match: [{queryParams: {q: {exact: one}}}]
    directResponse: {status: 200, body: {string: query}}
  - match: [{queryParams: {q: {regex: 't[a-z]+'}}}]
    directResponse: {status: 200, body: {string: query-pattern}}
  - match: [{method: {exact: DELETE}}]
    directResponse: {status: 200, body: {string: method}}
  - match: [{withoutHeaders: {x-b: {exact: no}}}]
    directResponse: {status: 200, body: {string: without}}
`,
    envoy: {
      routes: [
        answer({ prefix: '/', ...header('x-a', { exact: 'one' }) }, 'exact'),
        answer({ prefix: '/', ...header('x-a', { prefix: 'tw' }) }, 'prefix'),
        answer({ prefix: '/', ...header('x-a', regex('th.*e')) }, 'pattern'),
        answer({ prefix: '/', query_parameters: [{ name: 'q', string_match: { exact: 'one' } }] }, 'query'),
        answer(
          { prefix: '/', query_parameters: [{ name: 'q', string_match: regex('t[a-z]+') }] },
          'query-pattern',
        ),
        answer({ prefix: '/', ...header(':method', { exact: 'DELETE' }) }, 'method'),
        answer(
          {
            prefix: '/',
            headers: [
              {
                name: 'x-b',
                string_match: { exact: 'no' },
                invert_match: true,
                treat_missing_header_as_empty: true,
              },
            ],
          },
          'without',
        ),
      ],
    },
    requests: [
      { headers: { 'x-a': 'one' } },
      { headers: { 'X-A': 'one' } },
      { headers: { 'x-a': 'One' } },
      { headers: { 'x-a': 'two' } },
      { headers: { 'x-a': 'three' } },
      { headers: { 'x-a': 'three ' } },
      { headers: { 'x-a': 'thre' } },
      { headers: { 'x-a': 'one', 'X-a': 'two' } },
      { headers: { 'x-a': '' } },
      { path: '/?q=one' },
      { path: '/?q=One' },
      { path: '/?p=1&q=one' },
      { path: '/?q=two&q=one' },
      { path: '/?q=%6Fne' },
      { path: '/?q' },
      { path: '/?Q=one' },
      { path: '/?q=two' },
      { method: 'DELETE' },
      { method: 'POST' },
      { headers: { 'x-b': 'no' } },
      { headers: { 'x-b': 'yes' } },
    ],
    differs: {
      7: 'Several lines of one header are one list to us (RFC 9110 5.3); Envoy compares each line too.',
    },
  },
];

const hosts = ['reviews:9080', 'reviews', 'reviews:80', 'reviews:443'];

/** Where a client is sent, and what the app is asked instead. */
export const REWRITING: readonly PeerCase[] = [
  {
    name: 'redirects',
    ours: `
  - match: [{uri: {prefix: /host}}]
    redirect: {authority: else.example}
  - match: [{uri: {prefix: /scheme}}]
    redirect: {scheme: https}
  - match: [{uri: {prefix: /port}}]
    redirect: {port: 8443, scheme: https, redirectCode: 308}
  - match: [{uri: {prefix: /all}}]
    redirect: {uri: /new, redirectCode: 302}
  - match: [{uri: {prefix: /part}}]
    redirect: {prefixRewrite: /whole, redirectCode: 307}
  - match: [{uri: {prefix: /query}}]
    redirect: {uri: '/new?y=2', redirectCode: 303}
`,
    envoy: {
      routes: [
        redirect({ prefix: '/host' }, { host_redirect: 'else.example' }),
        redirect({ prefix: '/scheme' }, { scheme_redirect: 'https' }),
        redirect(
          { prefix: '/port' },
          { port_redirect: 8443, scheme_redirect: 'https', response_code: 'PERMANENT_REDIRECT' },
        ),
        redirect({ prefix: '/all' }, { path_redirect: '/new', response_code: 'FOUND' }),
        redirect({ prefix: '/part' }, { prefix_rewrite: '/whole', response_code: 'TEMPORARY_REDIRECT' }),
        redirect({ prefix: '/query' }, { path_redirect: '/new?y=2', response_code: 'SEE_OTHER' }),
      ],
    },
    requests: ['/host', '/scheme', '/port', '/all', '/part/x', '/query'].flatMap((path) =>
      [path, `${path}?a=1&b=%20`].flatMap((asked) => hosts.map((host) => ({ path: asked, host }))),
    ),
  },
  {
    name: 'rewrites',
    ours: `
  - match: [{uri: {prefix: /api/}}]
    rewrite: {uri: /}
    route: [{destination: {host: reviews}}]
  - match: [{uri: {exact: /exact}}]
    rewrite: {uri: /other}
    route: [{destination: {host: reviews}}]
  - match: [{uri: {prefix: /re}}]
    rewrite: {uriRegexRewrite: {match: '/re/([a-z]+)/(.*)', rewrite: '/\\2/\\1'}}
    route: [{destination: {host: reviews}}]
  - match: [{uri: {prefix: /host}}]
    rewrite: {authority: else.example}
    route: [{destination: {host: reviews}}]
  - match: [{uri: {prefix: /v1}}]
    rewrite: {uri: /v2}
    route: [{destination: {host: reviews}}]
`,
    envoy: {
      routes: [
        forward({ prefix: '/api/' }, { prefix_rewrite: '/' }),
        forward({ path: '/exact' }, { prefix_rewrite: '/other' }),
        forward(
          { prefix: '/re' },
          { regex_rewrite: { pattern: { regex: '/re/([a-z]+)/(.*)' }, substitution: '/\\2/\\1' } },
        ),
        forward({ prefix: '/host' }, { host_rewrite_literal: 'else.example' }),
        forward({ prefix: '/v1' }, { prefix_rewrite: '/v2' }),
      ],
    },
    requests: [
      '/api/',
      '/api/x',
      '/api/x?y=1',
      '/api//x',
      '/api/../x',
      '/exact',
      '/exact?z',
      '/re/ab/c',
      '/re/ab/c?q',
      '/re/12/c',
      '/re/a/b/re/c/d',
      '/host',
      '/host?x',
      '/v1',
      '/v1beta',
      '/v1/%2e%2e/x',
      '/v1/%20',
    ].map((path) => ({ path })),
  },
  {
    name: 'header operations',
    ours: `
  - headers:
      request: {set: {x-set: new, x-from: '%REQ(x-in)%'}, add: {x-add: more}, remove: [x-gone]}
      response: {set: {x-app: changed}, add: {x-more: '1', x-other: three}, remove: [x-third]}
    route: [{destination: {host: reviews}}]
`,
    envoy: {
      routes: [
        forward(
          { prefix: '/' },
          {},
          {
            request_headers_to_add: [
              { header: { key: 'x-set', value: 'new' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
              {
                header: { key: 'x-from', value: '%REQ(x-in)%' },
                append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
              },
              { header: { key: 'x-add', value: 'more' }, append_action: 'APPEND_IF_EXISTS_OR_ADD' },
            ],
            request_headers_to_remove: ['x-gone'],
            response_headers_to_add: [
              { header: { key: 'x-app', value: 'changed' }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
              { header: { key: 'x-more', value: '1' }, append_action: 'APPEND_IF_EXISTS_OR_ADD' },
              { header: { key: 'x-other', value: 'three' }, append_action: 'APPEND_IF_EXISTS_OR_ADD' },
            ],
            response_headers_to_remove: ['x-third'],
          },
        ),
      ],
    },
    requests: [
      {},
      { headers: { 'x-set': 'old', 'x-add': 'first', 'x-gone': 'yes', 'x-in': 'it' } },
      { headers: { 'X-Set': 'a', 'x-SET': 'b' } },
    ],
  },
];
