import type { GraphCompareAnswer } from '@/lib/protocol/api/graph-compare';
import type { PlatePart } from '../look/edge-look';
import { changeTone, changeWord, printChangeValue } from './describe-change';

const TONES = { worse: 'failing', better: 'ok', neutral: 'text' } as const;

/** What the plates of changed edges say while windows are compared: the highest ranked sure change of each. */
export function changePlates(answer: GraphCompareAnswer | undefined): Map<string, readonly PlatePart[]> {
  const plates = new Map<string, readonly PlatePart[]>();
  for (const change of answer?.changes ?? []) {
    if (!change.isSure || plates.has(change.edge)) continue;
    const { kind, before, after } = change;
    const parts: PlatePart[] = [{ text: changeWord(change), tone: 'text' }];
    if (kind !== 'new' && kind !== 'lost')
      parts.push({ text: `${printChangeValue(change, before)} \u2192`, tone: 'text' });
    parts.push({
      text: printChangeValue(change, kind === 'lost' ? before : after),
      tone: TONES[changeTone(change)],
    });
    plates.set(change.edge, parts);
  }
  return plates;
}
