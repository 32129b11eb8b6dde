import type { LiveDocument } from '../../../protocol/live/document';

/** One live document: what a topic shows with certain parameters. */
export interface LiveSource {
  /** The document as of now. */
  build(): Promise<LiveDocument>;
  /** Equal to the last one when building again would give the same document. */
  version(): string;
}
