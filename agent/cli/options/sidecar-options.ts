import { optional, repeated, withDefault } from './option';
import { parseTcp } from './parse-tcp';
import { parseUpstream } from './parse-upstream';
import { parseListenAddress, parseListenPort, parseOneOf, parseText } from './parse-values';

/** What both sidecars, of `run` and of `proxy`, are told. */
export const SIDECAR_OPTIONS = {
  protocol: withDefault(parseOneOf('http', 'grpc', 'tcp', 'auto'), {
    placeholder: 'http|grpc|tcp|auto',
    fallback: 'http',
    help: 'What the port speaks; auto finds out for each connection whether it is HTTP.',
  }),
  advertise: optional(parseText, {
    placeholder: 'HOST',
    env: 'MESHSCOPE_ADVERTISE',
    help: 'The address at which other sidecars reach this one, when it is not the one it listens on.',
  }),
  upstream: repeated(parseUpstream, {
    placeholder: 'SERVICE:PORT=HOST:PORT',
    help: 'Also open HOST:PORT for the process and send what comes there to SERVICE:PORT, for programs that know no proxy.',
  }),
  tcp: repeated(parseTcp, {
    placeholder: '[HOST:]PORT=SERVICE:PORT',
    help: 'Also open PORT for the process and carry what comes there to a service that is not HTTP, by the tcp and tls routes of its VirtualServices.',
  }),
  receive: optional(parseListenAddress, {
    placeholder: '[HOST:]PORT',
    env: 'MESHSCOPE_RECEIVE',
    help: "Also take the process's own spans and log lines there, OTLP over HTTP and Zipkin, and hand them to the console; 0 takes a free port.",
  }),
  'outbound-port': withDefault(parseListenPort, {
    placeholder: 'PORT',
    fallback: '0',
    help: "Where the process's own calls enter the sidecar; 0 takes a free port.",
  }),
} as const;
