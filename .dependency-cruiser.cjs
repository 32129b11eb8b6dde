/** The arrows of ARCHITECTURE.md: imports run strictly downwards. */
const area = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    area('no-circular', {}, { circular: true }),
    area(
      'mesh-is-pure',
      { path: '^lib/mesh' },
      {
        pathNot:
          '^(lib/mesh|node_modules/(yaml|re2js|ipaddr\\.js|@marcbachmann/cel-js|@grafana/lezer-traceql))',
      },
    ),
    area(
      'protocol-knows-mesh-and-zod',
      { path: '^lib/protocol' },
      { pathNot: '^(lib/(mesh|protocol)|node_modules/zod)' },
    ),
    area(
      'agent-stands-alone',
      { path: '^agent' },
      { path: '^(lib/(server|client)|components|app|demo|test)' },
    ),
    area(
      'agent-has-few-dependencies',
      { path: '^agent', pathNot: '^agent/build' },
      {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional'],
        pathNot: 'node_modules/(ws|prom-client|zod|yaml|jose|@types/ws)',
      },
    ),
    area(
      'server-knows-no-screen',
      { path: '^lib/server' },
      { path: '^(lib/client|components|app|agent|demo|test)' },
    ),
    area(
      'only-store-touches-the-database',
      { path: '^lib/server', pathNot: '^lib/server/(store|main)' },
      {
        path: 'node_modules/(pg|pg-copy-streams|@prisma)|^lib/server/store/generated',
      },
    ),
    area(
      'handlers-never-touch-the-store',
      { path: '^lib/server/(http|api|live)' },
      { path: '^lib/server/store' },
    ),
    area(
      'client-is-browser-side',
      { path: '^lib/client' },
      { path: '^(lib/server|components|app|agent|demo|test)' },
    ),
    area('components-know-no-server', { path: '^components' }, { path: '^(lib/server|app|agent|demo|test)' }),
    area(
      'an-area-never-imports-another',
      { path: '^components/(?!ui/|charts/)([^/]+)/' },
      {
        path: '^components/(?!ui/|charts/)[^/]+/',
        pathNot: '^components/$1/',
      },
    ),
    area('ui-is-the-alphabet', { path: '^components/ui' }, { path: '^components/(?!ui)' }),
    area('charts-know-only-ui', { path: '^components/charts' }, { path: '^components/(?!ui|charts)' }),
    area(
      'only-charts-import-recharts',
      { path: '.', pathNot: '^components/charts|node_modules' },
      { path: 'node_modules/recharts' },
    ),
    area(
      'only-graph-imports-cytoscape',
      { path: '.', pathNot: '^components/graph|node_modules' },
      { path: 'node_modules/cytoscape' },
    ),
    area(
      'only-the-editor-imports-codemirror',
      { path: '.', pathNot: '^components/config/editor|node_modules' },
      { path: 'node_modules/(@codemirror|@lezer)' },
    ),
    area('app-only-lays-out', { path: '^app' }, { path: '^(lib/server|agent|demo|test)' }),
    area('product-never-imports-tests', { path: '^(agent|lib|components|app|demo)' }, { path: '^test' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.next|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.css'] },
  },
};
