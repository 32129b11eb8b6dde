import type { LiveDocument } from '../../protocol/live/document';
import type { SharedDocument } from './shared-document';

/** What one browser has of one document. */
export class Subscription {
  readonly id: number;
  readonly document: SharedDocument;
  private sentState = -1;
  private sentDocument: LiveDocument | undefined;
  private sentFailure: unknown;

  constructor(id: number, document: SharedDocument) {
    this.id = id;
    this.document = document;
  }

  /** The message that brings the browser up to date, undefined when it is. */
  nextMessage(atMs: number): string | undefined {
    const failure = this.document.currentFailure();
    if (failure !== undefined) return this.failureMessage(atMs, failure);
    const document = this.document.currentDocument();
    const state = this.document.currentState();
    if (document === undefined || (state === this.sentState && this.sentFailure === undefined))
      return undefined;
    const text = this.bodyText(atMs, state);
    this.sentFailure = undefined;
    this.sentState = state;
    this.sentDocument = document;
    return text;
  }

  private bodyText(atMs: number, state: number): string | undefined {
    const { id, document, sentDocument, sentState } = this;
    // After an error the browser is told that all is well again by a whole document.
    if (sentDocument === undefined || this.sentFailure !== undefined) {
      return `{"type":"snapshot","id":${id},"at":${atMs},"document":${document.snapshotText()}}`;
    }
    if (state === sentState) return undefined;
    const delta = document.deltaText(sentState, sentDocument);
    return delta === undefined ? undefined : `{"type":"delta","id":${id},"at":${atMs},"delta":${delta}}`;
  }

  private failureMessage(atMs: number, failure: { code: string; message: string }): string | undefined {
    if (this.sentFailure === failure) return undefined;
    this.sentFailure = failure;
    const { code, message } = failure;
    return JSON.stringify({ type: 'error', id: this.id, at: atMs, error: { code, message } });
  }
}
