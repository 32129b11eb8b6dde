import type { ConfigFinding } from '../../../lib/protocol/api/config';
import type { ChangeAnswer, ConflictDetails, ProblemDetails } from '../../../lib/protocol/api/config-changes';
import { isApiError } from './console-api';
import { describeObject } from './kind-names';

const WORDS = {
  created: 'created',
  updated: 'configured',
  unchanged: 'unchanged',
  deleted: 'deleted',
  skipped: 'skipped',
} as const;

/** What became of each object, one line each, as kubectl says it. */
export function formatChange({ objects, dryRun }: ChangeAnswer): string {
  return objects
    .map((object) => {
      const note = object.note === '' ? '' : `: ${object.note}`;
      return `${describeObject(object)} ${WORDS[object.outcome]}${note}${dryRun ? ' (dry run)' : ''}\n`;
    })
    .join('');
}

/** What is wrong with the objects, with its place in the files; not what somebody let stand. */
export function formatFindings(findings: readonly ConfigFinding[]): string {
  return findings
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map(({ severity, codes, rule, resource, message, file, position }) => {
      const place = position === undefined ? '' : `${file || 'stored'}:${position.line}:${position.column}: `;
      const { kind, namespace, name } = resource;
      return `${place}${severity} [${[...codes, rule].join(' ')}] ${kind} ${namespace}/${name}: ${message}\n`;
    })
    .join('');
}

/** A refusal of a change with every place it names; other errors are thrown on. */
export function formatRefusal(error: unknown): string {
  if (!isApiError(error)) throw error;
  const { problems, conflicts } = (error.details ?? {}) as Partial<ConflictDetails & ProblemDetails>;
  if (problems !== undefined) {
    return problems
      .map(
        ({ file, position, message }) => `${file || '-'}:${position.line}:${position.column}: ${message}\n`,
      )
      .join('');
  }
  const details = (conflicts ?? []).map(
    ({ kind, namespace, name, expectedVersion, version, author }) =>
      `  ${kind} ${namespace}/${name}: based on version ${expectedVersion}, stored is ${version} by ${author}\n`,
  );
  return `meshscope: ${error.message}\n${details.join('')}`;
}
