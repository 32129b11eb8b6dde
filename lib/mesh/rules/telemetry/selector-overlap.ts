import { reportOverlaps, selectedBy } from '../index/selection';
import { WORKLOAD_KINDS } from '../index/workloads';
import type { Rule } from '../rule';
import { telemetryLabels } from './labels';

export const selectorOverlap: Rule = {
  name: 'telemetry/selector-overlap',
  codes: ['IST0159'],
  severity: 'error',
  inputs: ['Telemetry', ...WORKLOAD_KINDS],
  why: 'Of several Telemetries that select a workload the oldest wins and the others do nothing.',
  docs: 'https://istio.io/latest/docs/reference/config/telemetry/',
  check(snapshot, report) {
    reportOverlaps(selectedBy(snapshot, snapshot.list('Telemetry'), telemetryLabels), report);
  },
};
