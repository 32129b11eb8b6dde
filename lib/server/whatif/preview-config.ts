import type * as z from 'zod/mini';
import { ruleKey } from '../../mesh/rules/traffic/observations';
import { Replay } from '../../mesh/whatif/replay';
import { createWhatIfMesh } from '../../mesh/whatif/whatif-mesh';
import {
  type ConfigPreview,
  type previewConfig as endpoint,
  PREVIEW_LIMITS,
} from '../../protocol/api/config-preview';
import { AppError } from '../../protocol/app-error';
import { planChange } from '../config-store/change/plan-change';
import { resourcesAfter } from '../config-store/change/resources-after';
import type { ConfigDeps } from '../config-store/config-deps';
import { readDrafts } from '../config-store/read/read-drafts';
import { keyOfName } from '../config-store/require-object';
import type { QueryContext } from '../query/query-context';
import { resolveSearchWindow } from '../query/resolve-window';
import type { TimeWindow } from '../store/contract/point-reader';
import { changeTimes } from './change-times';
import { describePreview, unreadablePreview } from './describe-preview';
import { breathe, forEachInSlices } from './for-each-in-slices';
import { readHistory } from './read-history';
import { readRequests } from './read-requests';

type PreviewInput = z.output<NonNullable<typeof endpoint.body>>;

let running = 0;

/** What a change would have made of the requests of a window; nothing is stored. */
export async function previewConfig(
  config: Pick<ConfigDeps, 'state'>,
  query: QueryContext,
  input: PreviewInput,
): Promise<ConfigPreview> {
  const window = resolveSearchWindow(input, query.sources.now());
  requireWindow(window);
  const { drafts, problems } = await readDrafts(input.yaml, { file: '', namespace: input.namespace });
  if (problems.length > 0) return unreadablePreview(window, problems);
  const stored = config.state.objects();
  const removals = input.remove.map(keyOfName).filter((key) => stored.has(key));
  const plan = planChange(stored, { drafts, removals, expected: {} });
  if (running >= PREVIEW_LIMITS.concurrent) {
    throw new AppError('overloaded', 'Other previews are being worked out: try again in a moment');
  }
  running++;
  try {
    const { services, settings } = query.sources.registry.snapshot();
    const changes = changeTimes(config.state);
    const today = createWhatIfMesh(config.state.resources(), services, settings, (resource) =>
      changes.get(ruleKey(resource)),
    );
    await breathe();
    const proposed = createWhatIfMesh(resourcesAfter(config.state, plan), services, settings);
    return await replay(query, window, new Replay(today, proposed));
  } finally {
    running--;
  }
}

async function replay(query: QueryContext, window: TimeWindow, counted: Replay): Promise<ConfigPreview> {
  const { lines: limit, linesPerEdge } = PREVIEW_LIMITS;
  const { requests, total } = await readRequests(query, window, limit, linesPerEdge);
  await forEachInSlices(requests, (request) => counted.add(request));
  const history = await readHistory(query, window);
  return describePreview(window, counted, {
    total,
    isSampled: requests.length < total,
    nowMs: query.sources.now(),
    history,
  });
}

function requireWindow({ fromMs, toMs }: TimeWindow): void {
  if ((toMs - fromMs) / 1_000 <= PREVIEW_LIMITS.windowSeconds) return;
  const days = PREVIEW_LIMITS.windowSeconds / 86_400;
  throw new AppError('bad_request', `Cannot preview: a window has at most ${days} days`);
}
