import { beforeEach, describe, expect, it } from 'vitest';
import { backoffMs } from '@/lib/client/live/backoff';
import { LiveSocket, type LiveWire } from '@/lib/client/live/live-socket';
import type { BrowserMessage, LiveMessage } from '@/lib/protocol/live/live-message';

/** A browser of which the test turns every wheel. */
class FakeHost {
  wires: FakeWire[] = [];
  timers: { run: () => void; ms: number; isCancelled: boolean }[] = [];
  frames: (() => void)[] = [];

  open = (): LiveWire => {
    const wire = new FakeWire();
    this.wires.push(wire);
    return wire;
  };
  nowMs = () => 1_000;
  random = () => 0;
  later = (run: () => void, ms: number) => {
    const timer = { run, ms, isCancelled: false };
    this.timers.push(timer);
    return () => {
      timer.isCancelled = true;
    };
  };
  frame = (run: () => void) => void this.frames.push(run);

  wire(index = -1): FakeWire {
    const wire = this.wires.at(index);
    if (wire === undefined) throw new Error('no wire');
    return wire;
  }
  paint(): void {
    for (const run of this.frames.splice(0)) run();
  }
  elapse(ms: number): void {
    for (const timer of this.timers.splice(0)) {
      if (timer.ms > ms) this.timers.push(timer);
      else if (!timer.isCancelled) timer.run();
    }
  }
}

class FakeWire implements LiveWire {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: BrowserMessage[] = [];
  send = (text: string) => void this.sent.push(JSON.parse(text));
  close = () => this.onclose?.();
  say(message: LiveMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  welcome(): void {
    this.say({ type: 'welcome', protocol: 1, at: 61_000, version: '0.1.0' });
  }
}

const nodes = (value: number) => ({ nodes: { a: { value } } });

describe('LiveSocket', () => {
  let host: FakeHost;
  let socket: LiveSocket;

  beforeEach(() => {
    host = new FakeHost();
    socket = new LiveSocket(host);
  });

  it('subscribes after the welcome and shows the snapshot at the next frame', () => {
    socket.follow('graph', { window: '60' });
    expect(host.wire().sent).toEqual([]);
    host.wire().welcome();
    expect(host.wire().sent).toEqual([
      { type: 'subscribe', id: 1, topic: 'graph', params: { window: '60' } },
    ]);
    host.wire().say({ type: 'snapshot', id: 1, at: 61_000, document: nodes(1) });
    expect(socket.view('graph', { window: '60' }).document).toBeUndefined();
    host.paint();
    expect(socket.view('graph', { window: '60' }).document).toEqual(nodes(1));
  });

  it('applies deltas, many of them in one frame', () => {
    socket.follow('graph', {});
    host.wire().welcome();
    host
      .wire()
      .say({ type: 'snapshot', id: 1, at: 1, document: { nodes: { a: { value: 1 }, b: { value: 2 } } } });
    host.wire().say({ type: 'delta', id: 1, at: 2, delta: { nodes: { set: { a: { value: 3 } } } } });
    host.wire().say({ type: 'delta', id: 1, at: 3, delta: { nodes: { remove: ['b'] } } });
    expect(host.frames).toHaveLength(1);
    host.paint();
    expect(socket.view('graph', {})).toMatchObject({ document: nodes(3), atMs: 3 });
  });

  it('shares one subscription among all who ask the same, whatever the order of parameters', () => {
    socket.follow('entities', { kind: 'app', window: '60' });
    socket.follow('entities', { window: '60', kind: 'app' });
    host.wire().welcome();
    expect(host.wire().sent).toHaveLength(1);
  });

  it('keeps a subscription that is taken up again at once, and ends one that nobody wants', () => {
    const leave = socket.follow('pulse', {});
    host.wire().welcome();
    leave();
    const leaveAgain = socket.follow('pulse', {});
    host.elapse(2_000);
    expect(host.wire().sent.map(({ type }) => type)).toEqual(['subscribe']);
    leaveAgain();
    host.elapse(2_000);
    expect(host.wire().sent.map(({ type }) => type)).toEqual(['subscribe', 'unsubscribe']);
  });

  it('comes back after a loss, subscribes again and shows the old document until then', () => {
    socket.follow('graph', {});
    host.wire().welcome();
    host.wire().say({ type: 'snapshot', id: 1, at: 1, document: nodes(1) });
    host.paint();
    host.wire().close();
    expect(socket.getState().connection).toBe('lost');
    expect(socket.view('graph', {}).document).toEqual(nodes(1));
    host.elapse(10_000);
    expect(host.wires).toHaveLength(2);
    host.wire().welcome();
    expect(socket.getState().connection).toBe('open');
    expect(host.wire().sent).toEqual([{ type: 'subscribe', id: 1, topic: 'graph', params: {} }]);
  });

  it('takes silence for a loss', () => {
    socket.follow('pulse', {});
    host.wire().welcome();
    host.elapse(6_000);
    expect(socket.getState().connection).toBe('lost');
  });

  it('waits longer for the first word than for the next', () => {
    socket.follow('pulse', {});
    host.elapse(6_000);
    expect(socket.getState().connection).toBe('connecting');
    host.elapse(15_000);
    expect(socket.getState().connection).toBe('lost');
  });

  it('does not wait for a dead wire to close, and hears nothing of it any more', () => {
    socket.follow('graph', {});
    const dead = host.wire();
    dead.close = () => undefined;
    dead.welcome();
    host.elapse(6_000);
    expect(socket.getState().connection).toBe('lost');
    host.elapse(10_000);
    expect(host.wires).toHaveLength(2);
    dead.welcome();
    expect(socket.getState().connection).toBe('lost');
  });

  it('shows nothing new while paused, and the newest on resume', () => {
    socket.follow('graph', {});
    host.wire().welcome();
    host.wire().say({ type: 'snapshot', id: 1, at: 1, document: nodes(1) });
    host.paint();
    socket.setPaused(true);
    host.wire().say({ type: 'delta', id: 1, at: 2, delta: { nodes: { set: { a: { value: 2 } } } } });
    host.paint();
    expect(socket.view('graph', {}).document).toEqual(nodes(1));
    socket.setPaused(false);
    host.paint();
    expect(socket.view('graph', {}).document).toEqual(nodes(2));
  });

  it('keeps the document beside an error of its topic', () => {
    socket.follow('graph', {});
    host.wire().welcome();
    host.wire().say({ type: 'snapshot', id: 1, at: 1, document: nodes(1) });
    host.wire().say({ type: 'error', id: 1, at: 2, error: { code: 'overloaded', message: 'Too much' } });
    host.paint();
    expect(socket.view('graph', {})).toMatchObject({ document: nodes(1), error: { code: 'overloaded' } });
  });

  it('ignores what it cannot read and what it did not ask for', () => {
    socket.follow('graph', {});
    host.wire().welcome();
    host.wire().onmessage?.({ data: '{"type":"snapshot"' });
    host.wire().onmessage?.({ data: new ArrayBuffer(4) });
    host.wire().say({ type: 'snapshot', id: 99, at: 1, document: nodes(1) });
    host.wire().say({ type: 'delta', id: 1, at: 1, delta: { nodes: { set: { a: 1 } } } });
    host.paint();
    expect(socket.view('graph', {}).document).toBeUndefined();
  });

  it('learns how far the clocks are apart', () => {
    socket.follow('pulse', {});
    host.wire().welcome();
    expect(socket.getState().clockSkewMs).toBe(60_000);
  });
});

describe('backoffMs()', () => {
  it('doubles up to its bound and is spread over its upper half', () => {
    expect([0, 1, 2, 3].map((attempts) => backoffMs(attempts, 0))).toEqual([125, 250, 500, 1_000]);
    expect(backoffMs(1_000, 0.999)).toBeLessThanOrEqual(10_000);
    expect(backoffMs(1_000, 0)).toBe(5_000);
  });
});
