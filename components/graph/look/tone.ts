import type { HealthStatus } from '@/lib/mesh/health/health-status';

/** The colour of a health status on the canvas. */
export type Tone = 'ok' | 'degraded' | 'failing' | 'info' | 'idle';

const TONES: Readonly<Record<HealthStatus, Tone>> = {
  Failure: 'failing',
  Degraded: 'degraded',
  'Not Ready': 'info',
  Healthy: 'ok',
  NA: 'idle',
};

export function toneOf(status: HealthStatus): Tone {
  return TONES[status];
}
