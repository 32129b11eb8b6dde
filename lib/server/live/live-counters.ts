/** What the live documents cost and how browsers keep up. */
export class LiveCounters {
  builds = 0;
  buildSeconds = 0;
  failedBuilds = 0;
  sentMessages = 0;
  sentBytes = 0;
  /** Updates that a slow browser got later, together with the next ones. */
  skippedUpdates = 0;
}
