/** One option of the console: `--<flag>`, or the environment variable, or the default. */
export interface OptionSpec {
  flag: string;
  env: string;
  /** What stands for the value in the help; absent for a switch. */
  value?: string;
  text: string;
}

/** Every option, in the order of the help. */
export const OPTION_SPECS = [
  {
    flag: 'port',
    env: 'MESHSCOPE_PORT',
    value: 'PORT',
    text: 'port of pages, API and agents (4170; 0 = any free)',
  },
  {
    flag: 'bind',
    env: 'MESHSCOPE_BIND',
    value: 'ADDRESS',
    text: 'address to listen on (127.0.0.1); any other than loopback needs a password or a token',
  },
  {
    flag: 'allow-host',
    env: 'MESHSCOPE_ALLOW_HOST',
    value: 'NAME,...',
    text: 'further names by which browsers and agents may call the console, for instance behind a proxy',
  },
  {
    flag: 'home',
    env: 'MESHSCOPE_HOME',
    value: 'DIR',
    text: 'folder of data and tokens (~/.meshscope); agents on this machine find their token here',
  },
  {
    flag: 'data-dir',
    env: 'MESHSCOPE_DATA_DIR',
    value: 'DIR',
    text: 'folder of the embedded database (<home>/data)',
  },
  {
    flag: 'database-url',
    env: 'DATABASE_URL',
    value: 'URL',
    text: 'postgresql:// address of a database of your own instead of the embedded one',
  },
  {
    flag: 'admin-password',
    env: 'MESHSCOPE_ADMIN_PASSWORD',
    value: 'TEXT',
    text: 'password of the sign-in (prefer the variable: flags are visible to other users)',
  },
  {
    flag: 'admin-token',
    env: 'MESHSCOPE_ADMIN_TOKEN',
    value: 'TEXT',
    text: 'bearer token for scripts, also accepted by the sign-in',
  },
  {
    flag: 'agent-token',
    env: 'MESHSCOPE_AGENT_TOKEN',
    value: 'TEXT',
    text: 'token that agents must show (generated and kept when not given)',
  },
  {
    flag: 'trust-domain',
    env: 'MESHSCOPE_TRUST_DOMAIN',
    value: 'NAME',
    text: 'first part of every SPIFFE identity (cluster.local)',
  },
  {
    flag: 'ca-cert',
    env: 'MESHSCOPE_CA_CERT',
    value: 'FILE',
    text: 'PEM of a certificate authority of your own, a root or an intermediate with those above it',
  },
  {
    flag: 'ca-key',
    env: 'MESHSCOPE_CA_KEY',
    value: 'FILE',
    text: 'its private key, PEM',
  },
  {
    flag: 'ca-root',
    env: 'MESHSCOPE_CA_ROOT',
    value: 'FILE',
    text: 'every root that agents shall trust, PEM (the self-signed ones of --ca-cert)',
  },
  {
    flag: 'ca-secret',
    env: 'MESHSCOPE_CA_SECRET',
    value: 'TEXT',
    text: 'keep the root that the console makes in the database, encrypted with this, not in the data folder',
  },
  {
    flag: 'config-dir',
    env: 'MESHSCOPE_CONFIG_DIR',
    value: 'DIR',
    text: 'keep a folder of YAML files, for instance a Git checkout, in step with the configuration',
  },
  {
    flag: 'config-sync',
    env: 'MESHSCOPE_CONFIG_SYNC',
    value: 'MODE',
    text: 'who leads: source (the folder), mirror (the console), both (default); conflicts are reported',
  },
  {
    flag: 'retention',
    env: 'MESHSCOPE_RETENTION',
    value: 'KIND=AGE,...',
    text: 'how long data is kept (10s=24h,1m=7d,10m=30d,1h=365d,logs=3d,spans=3d,size=10GiB)',
  },
  {
    flag: 'external',
    env: 'MESHSCOPE_EXTERNAL',
    value: 'HOST:PORT=ADDRESS:PORT',
    text: 'a service outside the mesh; several separated by commas, or the flag repeated',
  },
  {
    flag: 'outbound-policy',
    env: 'MESHSCOPE_OUTBOUND_POLICY',
    value: 'POLICY',
    text: 'hosts nobody registered: ALLOW_ANY (default) or REGISTRY_ONLY',
  },
  {
    flag: 'sampling',
    env: 'MESHSCOPE_SAMPLING',
    value: 'PERCENT',
    text: 'share of new traces that are kept (10)',
  },
  {
    flag: 'batch-interval',
    env: 'MESHSCOPE_BATCH_INTERVAL',
    value: 'MS',
    text: 'how long agents gather before they send (250)',
  },
  {
    flag: 'alert',
    env: 'MESHSCOPE_ALERT',
    value: '[FORMAT=]URL',
    text: 'where rollouts tell what happens: json (default), slack or email shaped; several by commas or repeated',
  },
  {
    flag: 'public-url',
    env: 'MESHSCOPE_PUBLIC_URL',
    value: 'URL',
    text: 'address of this console in links of alerts (http://127.0.0.1:PORT)',
  },
  { flag: 'dev', env: 'MESHSCOPE_DEV', text: 'compile pages on the fly, for work on Meshscope itself' },
  { flag: 'help', env: '', text: 'print this and exit' },
  { flag: 'version', env: '', text: 'print the version and exit' },
] as const satisfies readonly OptionSpec[];

/** The name of one option. */
export type OptionName = (typeof OPTION_SPECS)[number]['flag'];

/** The text of `--help`. */
export function formatHelp(): string {
  const rows = OPTION_SPECS.map((spec: OptionSpec) => {
    const left = `  --${spec.flag}${spec.value === undefined ? '' : ` ${spec.value}`}`;
    return `${left.padEnd(38)} ${spec.text}${spec.env === '' ? '' : `\n${' '.repeat(39)}${spec.env}`}`;
  });
  return `Meshscope, the console of a service mesh.

Usage: npm start -- [options]

${rows.join('\n')}

A flag wins over its environment variable. Stop with ctrl+c; a second one stops at once.
`;
}
