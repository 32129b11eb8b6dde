import * as z from 'zod';
import type { LiveDocument } from '@/lib/protocol/live/document';
import { readCollection } from './read-collection';

const windowSchema = z.object({ from: z.number(), to: z.number() });

/** The window a live document answers for. */
export function readWindow(document: LiveDocument): { from: number; to: number } {
  return readCollection(document, 'meta', windowSchema)[0] ?? { from: 0, to: 0 };
}
