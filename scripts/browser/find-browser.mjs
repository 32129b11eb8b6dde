import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium for the tests: $CHROMIUM_PATH, one on PATH, Playwright's own, the binary of the package
 * @sparticuz/chromium (linux-x64), and with `install` Debian's package where this process may install one.
 * @param {{ install?: boolean }} [options]
 * @returns {Promise<string>}
 */
export async function findBrowser({ install = false } = {}) {
  const found = process.env.CHROMIUM_PATH ?? onPath();
  if (found !== undefined) return found;
  const own = await playwrightBrowser();
  if (own !== undefined) return own;
  if (install && installDebianPackage()) return '/usr/bin/chromium';
  const packaged = await packagedBrowser();
  if (packaged !== undefined) return packaged;
  throw new Error(
    'The browser tests need a Chromium: install one (Debian: "apt-get install chromium", macOS: "brew install --cask chromium") or set CHROMIUM_PATH.',
  );
}

function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
}

function installDebianPackage() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'ignore',
    });
  } catch {
    return false;
  }
  return existsSync('/usr/bin/chromium');
}

async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package unpacks its libraries only where it believes to be on Lambda, and into TMPDIR.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'meshscope-chromium-'));
  const { default: chromium } = await import('@sparticuz/chromium');
  const path = await chromium.executablePath();
  return spawnSync(path, ['--version']).status === 0 ? path : undefined;
}
