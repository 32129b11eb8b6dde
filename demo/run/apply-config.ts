import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives a console that has no configuration yet the demo's own; what somebody has changed meanwhile is left alone.
 * Undefined when the console cannot be reached at this moment: ask again.
 */
export async function applyConfig(consoleUrl: string, folder: string): Promise<number | undefined> {
  try {
    return await apply(consoleUrl, folder);
  } catch (error) {
    // What fetch throws when a connection fails; a refusal is an Error of our own.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function apply(consoleUrl: string, folder: string): Promise<number> {
  const known = await fetch(`${consoleUrl}/api/config/objects?limit=1`);
  const { items } = (await known.json()) as { items?: unknown[] };
  if (!known.ok || (items ?? []).length > 0) return 0;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, yaml: await readFile(join(folder, name), 'utf8') })),
  );
  const answer = await fetch(`${consoleUrl}/api/config/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-meshscope-user': 'demo' },
    body: JSON.stringify({ files, reason: 'The configuration that the demo begins with' }),
  });
  if (!answer.ok) throw new Error(`the configuration was refused: ${await answer.text()}`);
  return ((await answer.json()) as { objects: unknown[] }).objects.length;
}
