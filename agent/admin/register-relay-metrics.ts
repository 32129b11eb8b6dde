import { Counter, Gauge, type Registry } from 'prom-client';
import type { TelemetryRelay } from '../relay/telemetry-relay';

const HELP: Readonly<Record<keyof TelemetryRelay['counters'], string>> = {
  taken: 'Messages with spans or log lines that applications sent.',
  delivered: 'Messages of applications that the console took.',
  kept: 'Messages of applications that had to wait for the console.',
  refused: 'Messages that were answered 429 because too much waited.',
  dropped: 'Messages that were kept and never delivered.',
};

/** What became of what applications sent, read when somebody scrapes. */
export function registerRelayMetrics(registry: Registry, relay: TelemetryRelay): void {
  for (const name of Object.keys(HELP) as (keyof typeof HELP)[]) {
    new Counter({
      name: `meshscope_agent_relay_${name}_total`,
      help: HELP[name],
      registers: [registry],
      collect() {
        this.reset();
        this.inc(relay.counters[name]);
      },
    });
  }
  new Gauge({
    name: 'meshscope_agent_relay_held_bytes',
    help: 'Bytes of messages of applications that are under way or kept.',
    registers: [registry],
    collect() {
      this.set(relay.heldBytes);
    },
  });
}
