import type { ErrorCode } from '@/lib/protocol/error-code';
import { applyDelta, type LiveDocument } from '@/lib/protocol/live/document';
import type { LiveMessage, LiveTopic } from '@/lib/protocol/live/live-message';

/** What one subscription holds. `document` keeps the last good state through errors and reconnects. */
export type LiveView = {
  document: LiveDocument | undefined;
  /** The console's clock at the newest message, epoch milliseconds. */
  atMs: number | undefined;
  error: { code: ErrorCode; message: string } | undefined;
};

/** One topic with its parameters, shared by all who ask the same. */
export type LiveEntry = {
  readonly id: number;
  readonly key: string;
  readonly topic: LiveTopic;
  readonly params: Readonly<Record<string, string>>;
  latest: LiveView;
  shown: LiveView;
  users: number;
};

export const EMPTY_VIEW: LiveView = { document: undefined, atMs: undefined, error: undefined };

/** Names a subscription by what it asks, whatever the order of the parameters. */
export function liveKey(topic: LiveTopic, params: Readonly<Record<string, string>>): string {
  return `${topic}?${new URLSearchParams(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** The view after a message to its subscription; the same object when nothing changed. */
export function reduceView(view: LiveView, message: LiveMessage): LiveView {
  switch (message.type) {
    case 'snapshot':
      return { document: message.document, atMs: message.at, error: undefined };
    case 'delta':
      // A delta without its snapshot cannot be understood; the next snapshot heals.
      if (view.document === undefined) return view;
      return {
        document: applyDelta(view.document, withoutAbsent(message.delta)),
        atMs: message.at,
        error: undefined,
      };
    case 'error':
      return { ...view, error: message.error };
    case 'welcome':
    case 'tick':
      return view;
    default:
      return message satisfies never;
  }
}

type Delta = Extract<LiveMessage, { type: 'delta' }>['delta'];

function withoutAbsent(delta: Delta): Parameters<typeof applyDelta>[1] {
  const entries = Object.entries(delta).map(([name, change]) => [
    name,
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  ]);
  return Object.fromEntries(entries);
}
