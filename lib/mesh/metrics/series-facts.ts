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
  /** Its place, and its channel's, in what remembers something of every series; -1 without a `SeriesBook`. */
  number: number;
  channelNumber: number;
}

/** What the facts of many series have in common. */
export interface SeriesBook {
  /** Equal texts as one string, which makes looking them up and keeping them cheap. */
  share(text: string): string;
  /** Counts series from 0. */
  nextNumber(): number;
  /** Counts channels from 0; the same for equal texts. */
  numberOf(channel: string): number;
}

/** An empty book. */
export function createSeriesBook(): SeriesBook {
  const texts = new Map<string, string>();
  const channels = new Map<string, number>();
  let series = 0;
  return {
    share(text) {
      const known = texts.get(text);
      if (known === undefined) texts.set(text, text);
      return known ?? text;
    },
    nextNumber: () => series++,
    numberOf(channel) {
      const number = channels.get(channel) ?? channels.size;
      if (number === channels.size) channels.set(channel, number);
      return number;
    },
  };
}

const NO_BOOK: SeriesBook = { share: (text) => text, nextNumber: () => -1, numberOf: () => -1 };

const SEPARATOR = '\u0000';

/** Reads a label set. */
export function describeSeries(labels: SeriesLabels, book: SeriesBook = NO_BOOK): SeriesFacts {
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
  const channel = book.share(
    hasDestination
      ? [source, destination, protocol].join(SEPARATOR)
      : [route, labels.destination_service, 'unanswered'].join(SEPARATOR),
  );
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
    channel,
    route: book.share(route),
    number: book.nextNumber(),
    channelNumber: book.numberOf(channel),
  };
}

function readReporter(label: string): Reporter {
  return label === 'destination' || label === 'waypoint' ? label : 'source';
}

function nameOf(workload: string, app: string): string {
  return isKnown(workload) ? workload : app;
}
