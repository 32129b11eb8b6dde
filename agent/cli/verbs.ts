import type { VerbEntry } from './verb';

/** Everything `meshscope` can do, in the order of `--help`; what a verb needs is loaded when it is called. */
export const VERBS: readonly VerbEntry[] = [
  {
    name: 'run',
    summary: 'Start a process with a sidecar.',
    load: async () => (await import('./verbs/run')).run,
  },
  {
    name: 'proxy',
    summary: 'Run a sidecar for a process that somebody else starts.',
    load: async () => (await import('./verbs/proxy')).proxy,
  },
  {
    name: 'gateway',
    summary: 'Run an entrance to the mesh for callers outside it.',
    load: async () => (await import('./verbs/gateway')).gateway,
  },
  {
    name: 'apply',
    summary: 'Store YAML in the configuration and wait for the agents.',
    load: async () => (await import('./verbs/apply')).apply,
  },
  {
    name: 'get',
    summary: 'Show the configuration of the mesh.',
    load: async () => (await import('./verbs/get')).get,
  },
  {
    name: 'delete',
    summary: 'Delete objects from the configuration of the mesh.',
    load: async () => (await import('./verbs/delete')).deleteVerb,
  },
  {
    name: 'diff',
    summary: 'Show what meshscope apply would change, as a unified diff.',
    load: async () => (await import('./verbs/diff')).diff,
  },
  {
    name: 'analyze',
    summary: 'Find what is wrong with a configuration before it is applied.',
    load: async () => (await import('./verbs/analyze')).analyze,
  },
  {
    name: 'simulate',
    summary: 'Say what would happen to a request, and why, without sending it.',
    load: async () => (await import('./verbs/simulate')).simulate,
  },
  {
    name: 'status',
    summary: 'Show all agents: connection, configuration, buffers and drops.',
    load: async () => (await import('./verbs/status')).status,
  },
  {
    name: 'proxy-config',
    summary: 'Show the routes, clusters and endpoints a proxy holds.',
    load: async () => (await import('./verbs/proxy-config')).proxyConfig,
  },
  {
    name: 'token',
    summary: 'Print an agent token that is good for one service account.',
    load: async () => (await import('./verbs/token')).token,
  },
  {
    name: 'version',
    summary: 'Say which version this is.',
    load: async () => (await import('./verbs/version')).version,
  },
];
