import type { Agent } from '../runtime/agent';

/** The agent's numbers by name. */
export function describeStats(agent: Agent): Record<string, string | number | boolean> {
  const { buffer, config, recorder, uplink } = agent;
  const proxies = agent.carriers.map((carrier) => carrier.gauges);
  const sum = (key: keyof (typeof proxies)[number]) =>
    proxies.reduce((total, gauges) => total + gauges[key], 0);
  return {
    state: agent.state,
    app_ready: agent.appReady,
    'uplink.phase': uplink.state.phase,
    'uplink.connects': uplink.state.connects,
    'uplink.failures': uplink.state.failures,
    'uplink.last_failure': uplink.state.lastFailure ?? '',
    'config.revision': config.snapshot.revision,
    'config.refusals': config.refusals,
    'buffer.bytes': buffer.bytes,
    'buffer.limit_bytes': buffer.limitBytes,
    'buffer.unacked_batches': buffer.length,
    'buffer.acked_batches': buffer.ackedBatches,
    'drops.points': buffer.drops.points,
    'drops.logs': buffer.drops.logs,
    'drops.spans': buffer.drops.spans,
    'drops.batches': buffer.drops.batches,
    'telemetry.series': recorder.seriesCount,
    'telemetry.overflowed': recorder.overflowed,
    'proxy.downstream_connections': sum('downstreamConnections'),
    'proxy.upstream_connections': sum('upstreamConnections'),
    'proxy.idle_upstream_connections': sum('idleUpstreamConnections'),
    'proxy.requests_in_flight': sum('requestsInFlight'),
    'proxy.tunnels': sum('tunnels'),
    'proxy.refused_connections': sum('refusedConnections'),
    'proxy.reset_floods': sum('resetFloods'),
    'process.rss_bytes': process.memoryUsage.rss(),
  };
}
