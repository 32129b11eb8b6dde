'use client';

import { CircleCheck, CircleDashed } from 'lucide-react';
import { formatClock } from '@/lib/client/format/format-time';
import { useEndpoint } from '@/lib/client/http/use-endpoint';
import { windowQuery } from '@/lib/client/time/window-query';
import { useScope } from '@/lib/client/url/use-scope';
import { type DiagnosisAnswer, getDiagnosis } from '@/lib/protocol/api/diagnosis';
import type { ChartMark } from '../charts/chart-data';
import { Panel } from '../ui/panel';
import { panelState } from '../ui/panel-state';
import { BeforeList } from './before-list';
import { HypothesisItem } from './hypothesis-item';
import { IncidentStory } from './incident-story';
import { Sentence } from './sentence';
import { SymptomList } from './symptom-list';
import { TroubleChart } from './trouble-chart';

const LIVE_MS = 10_000;

type WhyPanelProps = {
  of: string;
  /** The incident that led here. */
  incidentId?: string | undefined;
};

/** Why it fails or is slow: the sentence, when it began, what changed before, and every explanation with its score. */
export function WhyPanel({ of, incidentId }: WhyPanelProps) {
  const { range } = useScope();
  const answer = useEndpoint(
    getDiagnosis,
    { query: { of, ...windowQuery(range) } },
    { refetchMs: range.kind === 'relative' ? LIVE_MS : undefined },
  );
  const fine = (data: DiagnosisAnswer) => (
    <IncidentStory of={of} id={incidentId} isNow={range.kind === 'relative'}>
      <Fine data={data} />
    </IncidentStory>
  );
  const state = panelState(answer, (data) => (data.hypotheses.length > 0 ? undefined : fine(data)));
  return (
    <div id="why" className="scroll-mt-16">
      <Panel title="Why" state={state} bodyClassName="p-0">
        {(data) => <Explanation data={data} />}
      </Panel>
    </div>
  );
}

/** Nothing to explain takes one line. */
function Fine({ data: { verdict, headline } }: { data: DiagnosisAnswer }) {
  const Icon = verdict === 'healthy' ? CircleCheck : CircleDashed;
  return (
    <p className="flex items-center gap-2 px-4 py-3 text-muted">
      <Icon aria-hidden className={verdict === 'healthy' ? 'size-4 text-ok' : 'size-4 text-faint'} />
      {headline}
    </p>
  );
}

/** Why it fails, newly or as it always does: the sentence, the course, and every explanation with its score. */
function Explanation({ data }: { data: DiagnosisAnswer }) {
  const [best] = data.hypotheses;
  return (
    <>
      <div className="flex flex-col gap-4 p-4">
        {data.verdict === 'usual' ? <p className="text-muted">{data.headline}</p> : null}
        {best === undefined ? null : (
          <p className="max-w-4xl break-words text-[15px] leading-6">
            <Sentence parts={best.sentence} />
          </p>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <TroubleChart course={data.course} marks={marksOf(data)} />
          <div className="flex flex-col gap-4">
            <BeforeList changes={data.changes} />
            <SymptomList symptoms={data.symptoms} />
          </div>
        </div>
      </div>
      <ol aria-label="Explanations, best first" className="border-border border-t">
        {data.hypotheses.map((hypothesis, index) => (
          <HypothesisItem key={hypothesis.id} hypothesis={hypothesis} rank={index + 1} />
        ))}
      </ol>
    </>
  );
}

function marksOf({ sinceMs, changes }: DiagnosisAnswer): ChartMark[] {
  const began: ChartMark[] =
    sinceMs === undefined
      ? []
      : [{ atMs: sinceMs, label: `Began ${formatClock(sinceMs)}`, severity: 'error' }];
  return [
    ...began,
    ...changes.map(({ atMs, message }): ChartMark => ({ atMs, label: message, severity: 'info' })),
  ];
}
