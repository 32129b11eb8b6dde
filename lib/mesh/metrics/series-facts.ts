import { flagsReach, type Reach } from '../log/response-flags';
import { isFailedRequest, outcomeOf, protocolOf, shownCode, type TrafficProtocol } from './request-outcome';
import { isKnown, type SeriesLabels } from './series-labels';

/** Whose proxy counted. */
export type Reporter = 'source' | 'destination' | 'waypoint';

/** What follows from a label set alone; computed once a series, as labels never change. */
export interface SeriesFacts {
  labels: SeriesLabels;
  reporter: Reporter;
  protocol: TrafficProtocol;
  /** Grpc status or response code, `-` for no response. */
  outcome: string;
  /** Response code, `-` for no response. */
  code: string;
  /** Short flags, `-` for none. */
  flags: string;
  isError: boolean;
  /** How far a request got by the flags of a source's proxy; `arrived` for the other reporters. */
  reach: Reach;
  /** Whether the labels name what answered. */
  hasDestination: boolean;
  /** Equal for the two reports of one request: source, destination (the service while nobody answered), protocol. */
  channel: string;
  /** Source, called service and protocol: what a report without a destination is matched by. */
  route: string;
}

const SEPARATOR = '\u0000';

/** Reads a label set; `share` may give equal texts as one string, which makes looking them up and keeping them cheap. */
export function describeSeries(
  labels: SeriesLabels,
  share: (text: string) => string = (text) => text,
): SeriesFacts {
  const protocol = protocolOf(labels.request_protocol);
  const reporter = readReporter(labels.reporter);
  const flags = isKnown(labels.response_flags) ? labels.response_flags : '-';
  // Clusters stay out: a proxy need not know its peer's, and then the two reports of one request would not meet.
  const source = [
    labels.source_workload_namespace,
    nameOf(labels.source_workload, labels.source_canonical_service),
  ].join(SEPARATOR);
  const answering = nameOf(labels.destination_workload, labels.destination_canonical_service);
  const hasDestination = isKnown(answering);
  const destination = hasDestination
    ? [labels.destination_workload_namespace, answering].join(SEPARATOR)
    : '';
  const service = labels.destination_service_name;
  const route = [source, service, protocol].join(SEPARATOR);
  return {
    labels,
    reporter,
    protocol,
    outcome: outcomeOf(protocol, labels.response_code, labels.grpc_response_status),
    code: shownCode(labels.response_code),
    flags,
    isError: isFailedRequest(protocol, labels.response_code, labels.grpc_response_status),
    reach: reporter === 'source' ? flagsReach(flags) : 'arrived',
    hasDestination,
    channel: share(
      hasDestination
        ? [source, destination, protocol].join(SEPARATOR)
        : [route, labels.destination_service, 'unanswered'].join(SEPARATOR),
    ),
    route: share(route),
  };
}

function readReporter(label: string): Reporter {
  return label === 'destination' || label === 'waypoint' ? label : 'source';
}

function nameOf(workload: string, app: string): string {
  return isKnown(workload) ? workload : app;
}
