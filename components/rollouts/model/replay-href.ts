import type { Rollout } from '@/lib/protocol/api/rollouts';

/** One picture of the replay. */
const WINDOW_MS = 30_000;
/** A whole run is played in about so long. */
const PLAY_SECONDS = 30;
const SPEEDS = [1, 2, 5, 10, 30, 60];
const TRACKS = [
  { seconds: 900, track: '15m' },
  { seconds: 3_600, track: '1h' },
  { seconds: 21_600, track: '6h' },
  { seconds: 86_400, track: '1d' },
];

/** The graph of the versions as the run began, with the run on its timeline and a speed to watch all of it. */
export function replayHref(
  { service, startedAt, endedAt }: Pick<Rollout, 'service' | 'startedAt' | 'endedAt'>,
  nowMs: number,
): string {
  const seconds = ((endedAt ?? nowMs) - startedAt) / 1_000;
  const speed = SPEEDS.find((one) => seconds / one <= PLAY_SECONDS) ?? SPEEDS.at(-1);
  const track = TRACKS.find((one) => one.seconds >= seconds)?.track ?? '7d';
  const from = new Date(startedAt - WINDOW_MS / 2).toISOString();
  const to = new Date(startedAt + WINDOW_MS / 2).toISOString();
  const query = new URLSearchParams({
    ...{ ns: service.namespace, range: `${from}~${to}`, type: 'versionedApp' },
    ...{ find: `app = ${service.name}`, track, speed: String(speed) },
  });
  return `/graph?${query}`;
}
