import { mayHide, templateProblem } from '@/lib/mesh/metrics/operation-template';
import { createNameOperation } from '@/lib/mesh/metrics/service-operations';
import type { OperationsAnswer } from '@/lib/protocol/api/overrides';

/** What is shown as one operation. */
export type ShownOperation = {
  shown: string;
  /** Named by a template. */
  isOwn: boolean;
  /** The names it was counted under. */
  learnt: string[];
  requests: number;
};

/** Operations by the name they are shown under, the busiest first; templates nothing falls under come last. */
export function groupOperations({ templates, operations }: OperationsAnswer): ShownOperation[] {
  const groups = new Map<string, ShownOperation>();
  const obtain = (shown: string): ShownOperation => {
    const known = groups.get(shown) ?? { shown, isOwn: templates.includes(shown), learnt: [], requests: 0 };
    groups.set(shown, known);
    return known;
  };
  for (const { learnt, shown, requests } of operations) {
    const group = obtain(shown);
    group.learnt.push(learnt);
    group.requests += requests;
  }
  for (const template of templates) obtain(template);
  return [...groups.values()].sort((a, b) => b.requests - a.requests || (a.shown < b.shown ? -1 : 1));
}

/** What would come of templates before they are kept. */
export type TemplatePreview = {
  /** What is wrong with lines, by their text. */
  problems: Map<string, string>;
  operations: ShownOperation[];
  /** Templates whose requests of before cannot be told from others, with the operations they were counted under. */
  fromNowOn: { template: string; hiddenIn: string[] }[];
};

/** Applies templates to what was counted. */
export function previewTemplates(
  templates: readonly string[],
  { operations, ...window }: OperationsAnswer,
): TemplatePreview {
  const problems = new Map<string, string>();
  for (const template of templates) {
    const problem = templateProblem(template);
    if (problem !== undefined) problems.set(template, problem);
  }
  const good = templates.filter((template) => !problems.has(template));
  const name = createNameOperation([{ namespace: '', name: '', templates: good }]);
  const named = operations.map((one) => ({ ...one, shown: name('', '', one.learnt) ?? one.learnt }));
  const fromNowOn = good.map((template) => ({
    template,
    hiddenIn: named
      .filter(({ learnt, shown }) => shown !== template && mayHide(learnt, template))
      .map(({ learnt }) => learnt),
  }));
  return {
    problems,
    operations: groupOperations({ ...window, templates: good, operations: named }),
    fromNowOn: fromNowOn.filter(({ hiddenIn }) => hiddenIn.length > 0),
  };
}
