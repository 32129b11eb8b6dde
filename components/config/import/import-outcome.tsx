import type * as z from 'zod/mini';
import type { importConfig } from '@/lib/protocol/api/config-changes';
import { Badge, type Tone } from '../../ui/badge';
import { SeverityIcon } from '../../ui/severity-icon';

type Answer = z.output<typeof importConfig.response>;
type Outcome = Answer['objects'][number]['outcome'];

const TONES: Readonly<Record<Outcome, Tone>> = {
  created: 'ok',
  updated: 'info',
  unchanged: 'neutral',
  deleted: 'failing',
  skipped: 'idle',
};

/** What an import would do, object by object, with what is wrong. */
export function ImportOutcome({ answer }: { answer: Answer }) {
  const { objects, problems } = answer;
  const findings = answer.findings.filter(({ acknowledged }) => acknowledged === undefined);
  return (
    <div className="flex flex-col gap-4">
      {problems.length === 0 ? null : (
        <section>
          <h3 className="pb-1 text-failing text-sm">Left out, because they cannot be read</h3>
          <ul className="flex max-h-64 flex-col gap-1 overflow-auto">
            {problems.map(({ file, position, message }) => (
              <li key={`${file} ${position.line} ${position.column} ${message}`} className="break-words">
                <span className="num text-faint">
                  {file} line {position.line}, column {position.column}:{' '}
                </span>
                {message}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="pb-1 text-sm">
          {objects.length} {objects.length === 1 ? 'object' : 'objects'}
        </h3>
        <ul className="max-h-64 divide-y divide-border/60 overflow-auto rounded-md border border-border">
          {objects.map(({ key, kind, namespace, name, outcome, note, position }) => (
            <li
              key={`${key} ${position?.line ?? 0}`}
              className="flex min-h-8 flex-wrap items-center gap-2 px-3"
            >
              <span className="text-muted">{kind}</span>
              <span>{namespace === '' ? name : `${namespace}/${name}`}</span>
              {note === '' ? null : <span className="text-faint text-xs">{note}</span>}
              <Badge tone={TONES[outcome]} className="ml-auto">
                {outcome}
              </Badge>
            </li>
          ))}
        </ul>
      </section>
      {objects.length === 0 ? null : findings.length === 0 ? (
        <p className="text-muted">No findings in what could be read.</p>
      ) : (
        <section>
          <h3 className="pb-1 text-sm">
            {findings.length} {findings.length === 1 ? 'finding' : 'findings'}
          </h3>
          <ul className="flex flex-col gap-1">
            {findings.map((finding) => (
              <li
                key={`${finding.rule} ${finding.resource.namespace}/${finding.resource.name} ${finding.path}`}
                className="flex gap-2"
              >
                <SeverityIcon severity={finding.severity} className="mt-1" />
                <span className="min-w-0 break-words">
                  {finding.resource.kind} {finding.resource.name}: {finding.message}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
