import { WebSocket } from 'ws';
import { applyDelta, type LiveDocument } from '@/lib/protocol/live/document';
import { LIVE_PATH, type LiveMessage, liveMessageSchema } from '@/lib/protocol/live/live-message';
import type { ConsoleProcess } from './console-process';
import { waitUntil } from './wait-until';

/** A browser's end of /live: keeps its documents by the messages it gets. */
export class LiveBrowser {
  readonly socket: WebSocket;
  readonly messages: LiveMessage[] = [];
  readonly documents = new Map<number, LiveDocument>();

  constructor(target: ConsoleProcess) {
    const url = target.url.replace('http', 'ws') + LIVE_PATH;
    // Without compression, so that the test knows how much fills a buffer.
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => this.take(liveMessageSchema.parse(JSON.parse(data.toString()))));
  }

  async welcome(): Promise<void> {
    await waitUntil('the welcome', () => this.messages.find(({ type }) => type === 'welcome'));
  }

  subscribe(id: number, topic: string, params: Record<string, string> = {}): void {
    this.socket.send(JSON.stringify({ type: 'subscribe', id, topic, params }));
  }

  error(id: number): { code: string; message: string } | undefined {
    const found = this.messages.find((message) => message.type === 'error' && message.id === id);
    return found?.type === 'error' ? found.error : undefined;
  }

  private take(message: LiveMessage): void {
    this.messages.push(message);
    if (message.type === 'snapshot') this.documents.set(message.id, message.document);
    if (message.type === 'delta') {
      const before = this.documents.get(message.id);
      if (before === undefined) throw new Error(`Delta ${message.id} came before its snapshot`);
      this.documents.set(message.id, applyDelta(before, message.delta as never));
    }
  }
}
