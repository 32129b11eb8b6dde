import { AppError } from '../../protocol/app-error';
import type { LiveTopic } from '../../protocol/live/live-message';
import type { LiveSource } from '../query/live-documents/live-source';
import type { LiveCounters } from './live-counters';
import { LIVE_SERVER_LIMITS } from './live-limits';
import { type Follower, SharedDocument } from './shared-document';

/** Opens the source of a document; fails with `bad_request` when the parameters make no sense. */
export type OpenDocument = (topic: LiveTopic, params: Readonly<Record<string, string>>) => LiveSource;

/** All documents that somebody follows, each computed once however many follow it. */
export class LiveHub {
  private readonly documents = new Map<string, SharedDocument>();
  private readonly open: OpenDocument;
  private readonly counters: LiveCounters;
  private readonly now: () => number;
  private readonly timer: NodeJS.Timeout;

  constructor(open: OpenDocument, counters: LiveCounters, now: () => number) {
    this.open = open;
    this.counters = counters;
    this.now = now;
    this.timer = setInterval(() => this.tick(), LIVE_SERVER_LIMITS.tickMs);
  }

  /** The shared document, computed soon after the first asks for it. */
  follow(topic: LiveTopic, params: Readonly<Record<string, string>>, follower: Follower): SharedDocument {
    const key = documentKey(topic, params);
    let document = this.documents.get(key);
    if (document === undefined) {
      if (this.documents.size >= LIVE_SERVER_LIMITS.documents) {
        throw new AppError(
          'overloaded',
          `More than ${LIVE_SERVER_LIMITS.documents} different views are followed`,
        );
      }
      document = new SharedDocument(this.open(topic, params), this.counters, this.now);
      this.documents.set(key, document);
      void document.refresh();
    }
    document.follow(follower);
    return document;
  }

  unfollow(document: SharedDocument, follower: Follower): void {
    if (!document.unfollow(follower)) return;
    for (const [key, known] of this.documents) if (known === document) this.documents.delete(key);
  }

  documentCount(): number {
    return this.documents.size;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    for (const document of this.documents.values()) void document.refresh();
  }
}

/** The same for the same question, whatever the order of its parameters. */
function documentKey(topic: LiveTopic, params: Readonly<Record<string, string>>): string {
  return JSON.stringify([topic, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
