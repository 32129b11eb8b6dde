import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../protocol/app-error';
import type { Settings } from '../store/contract/console-records';
import { type AuthorityMaterial, readAuthority } from './authority-material';
import { createRoot, type Root } from './create-root';
import { openSealed, sealText } from './sealed-text';

/** Where the authority's key comes from. */
export interface AuthorityOptions {
  dataDir: string;
  trustDomain: string;
  /** Files of a given authority. */
  certificateFile: string | undefined;
  keyFile: string | undefined;
  rootFile: string | undefined;
  /** Keeps a root of our own in the database, encrypted, instead of in the data directory. */
  secret: string | undefined;
}

const SETTING = 'ca.root';

/** The given authority; or the root made at the first start, from the database or the data directory. */
export async function loadAuthority(
  options: AuthorityOptions,
  settings: Settings,
  nowMs: number,
): Promise<AuthorityMaterial> {
  const { certificateFile, keyFile, rootFile, secret, trustDomain } = options;
  if (certificateFile !== undefined && keyFile !== undefined) {
    const [certificate, key, roots] = await Promise.all([
      readGiven(certificateFile),
      readGiven(keyFile),
      rootFile === undefined ? undefined : readGiven(rootFile),
    ]);
    return readAuthority(certificate, key, roots, nowMs, certificateFile);
  }
  const make = (): Root => createRoot(trustDomain, nowMs);
  const file = join(options.dataDir, 'ca', 'root.pem');
  const { certificate, key } =
    secret === undefined ? await keepInFile(file, make) : await keepInDatabase(settings, secret, make);
  return readAuthority(certificate, key, undefined, nowMs, secret === undefined ? file : 'the database');
}

async function readGiven(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError(
      'bad_request',
      `Cannot read ${file}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Certificate and key in one file, so that they can never be of two roots. */
async function keepInFile(file: string, make: () => Root): Promise<Root> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) return { certificate: kept, key: kept };
  const root = make();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(root.certificate + root.key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return root;
}

async function keepInDatabase(settings: Settings, secret: string, make: () => Root): Promise<Root> {
  const kept = await settings.readSetting(SETTING);
  if (kept === undefined || kept === null) {
    const root = make();
    const { certificate } = root;
    await settings.writeSetting(SETTING, { certificate, sealedKey: sealText(root.key, secret) });
    return root;
  }
  const { certificate, sealedKey } = kept as { certificate?: unknown; sealedKey?: unknown };
  const key = typeof sealedKey === 'string' ? openSealed(sealedKey, secret) : undefined;
  if (typeof certificate === 'string' && key !== undefined) return { certificate, key };
  throw new AppError(
    'bad_request',
    'Cannot open the certificate authority kept in the database: --ca-secret is not the one it was sealed with',
  );
}
