import type { HeaderOperations } from '../../config/kinds/virtual-service';
import type { HeaderChange, HeaderStage } from '../header-stage';

/** Header operations of a request or a response, and what they make of the Host header. */
export interface PlannedHeaders {
  stage: HeaderStage;
  authority: string | undefined;
}

/** `Host` and `:authority` are not headers here but the authority, which `set` and, where it does not, `add` changes. */
export function planHeaders(operations: HeaderOperations | undefined): PlannedHeaders {
  if (operations === undefined) return NOTHING;
  const set = Object.entries(operations?.set ?? {});
  const added = Object.entries(operations?.add ?? {});
  const authority = [...set, ...added].find(([name, value]) => isAuthority(name) && value !== '')?.[1];
  return {
    authority,
    stage: {
      remove: (operations?.remove ?? [])
        .map((name) => name.toLowerCase())
        .filter((name) => !isReserved(name)),
      changes: [...changes(set, 'overwrite'), ...changes(added, 'append')],
    },
  };
}

const NOTHING: PlannedHeaders = { stage: { remove: [], changes: [] }, authority: undefined };

/** One stage of two: everything is removed first, then `first` changes, then `second`, whose `set` therefore wins. */
export function joinStages(first: HeaderStage, second: HeaderStage): readonly HeaderStage[] {
  return keepFilled([
    { remove: [...first.remove, ...second.remove], changes: [...first.changes, ...second.changes] },
  ]);
}

/** The stages that do something. */
export function keepFilled(stages: readonly HeaderStage[]): readonly HeaderStage[] {
  return stages.filter(({ remove, changes: all }) => remove.length + all.length > 0);
}

function changes(
  entries: readonly (readonly [string, string])[],
  mode: HeaderChange['mode'],
): HeaderChange[] {
  return entries
    .map(([name, value]) => ({ name: name.toLowerCase(), value, mode }))
    .filter(({ name }) => !isReserved(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isAuthority(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === 'host' || lower === ':authority';
}

function isReserved(name: string): boolean {
  return name.startsWith(':') || name === 'host';
}
