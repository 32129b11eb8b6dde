// Not TypeScript: to read it Next would load its compiler, 25 MB and a third of a second at every start of the console.
/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1'],
  typedRoutes: false,
  // `npm test` checks the types; checking them again would double the time of a first start.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // The console's own server compresses nothing twice: a proxy in front may.
  compress: true,
  turbopack: {
    rules: {
      '**/cytoscape/dist/cytoscape.esm.mjs': { loaders: ['./scripts/pages/prune-cytoscape.mjs'] },
      '**/zod/mini/index.js': { loaders: ['./scripts/pages/bundle-zod.mjs'] },
      '**/zod/v4/locales/en.js': { loaders: ['./scripts/pages/bundle-zod.mjs'] },
    },
  },
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui', 'recharts'] },
};

export default config;
