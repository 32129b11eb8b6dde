import { spawn } from 'node:child_process';
import { root } from './hash-files.mjs';

/** Runs a command in the clone; its output is shown only when it fails. @param {string} command @param {string[]} args */
export function runCommand(command, args, /** @type {Record<string, string>} */ extraEnv = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...cleanEnv(), ...extraEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined);
      process.stderr.write(Buffer.concat(output));
      reject(new Error(`"${command} ${args.join(' ')}" ended with code ${code}`));
    });
  });
}

/** The environment without what the outer npm put there: an inner npm would obey it. */
export function cleanEnv() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(lifecycle|package|config_(local_prefix|prefix|global|workspace|include|omit))/.test(name))
      delete env[name];
  }
  if (env.NODE_ENV !== undefined) delete env.NODE_ENV;
  return env;
}
