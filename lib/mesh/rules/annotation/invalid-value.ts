import { readYaml } from '../../config/yaml-text';
import type { Rule } from '../rule';
import { ANNOTATED_KINDS, istioAnnotations } from './annotated';

type Judge = (value: string) => string | undefined;

const PORT_MAX = 65_535;
const isPort = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= PORT_MAX;
const listOf = (text: string) => (text === '' ? [] : text.split(',').map((part) => part.trim()));

const whole: Judge = (value) =>
  /^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : 'it must be a whole number';
const flag: Judge = (value) =>
  /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value) ? undefined : 'it must be true or false';
const port: Judge = (value) => (isPort(value) ? undefined : `it must be a port, 0 to ${PORT_MAX}`);
const ports: Judge = (value) =>
  listOf(value).every(isPort) ? undefined : 'it must be ports separated by commas';
const portsOrAll: Judge = (value) => (value === '*' ? undefined : ports(value));
const ranges: Judge = (value) =>
  listOf(value).every(isRange) ? undefined : 'it must be IP ranges separated by commas';
const rangesOrAll: Judge = (value) => (value === '*' ? undefined : ranges(value));
const redirection: Judge = (value) =>
  ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'it must be REDIRECT, TPROXY or NONE';
const mapping: Judge = (value) => {
  const [document] = readYaml(value);
  const isMapping =
    document === undefined || (typeof document.value === 'object' && document.problems.length === 0);
  return isMapping ? undefined : 'it must be a ProxyConfig in YAML';
};

const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ['sidecar.istio.io/interceptionMode', redirection],
  ['status.sidecar.istio.io/port', port],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', whole],
  ['readiness.status.sidecar.istio.io/periodSeconds', whole],
  ['readiness.status.sidecar.istio.io/failureThreshold', whole],
  ['readiness.status.sidecar.istio.io/applicationPorts', ports],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', rangesOrAll],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', ranges],
  ['traffic.sidecar.istio.io/includeInboundPorts', portsOrAll],
  ['traffic.sidecar.istio.io/excludeInboundPorts', ports],
  ['traffic.sidecar.istio.io/includeOutboundPorts', portsOrAll],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', ports],
  ['prometheus.istio.io/merge-metrics', flag],
  ['sidecar.istio.io/nativeSidecar', flag],
  ['proxy.istio.io/config', mapping],
]);

export const invalidAnnotationValue: Rule = {
  name: 'annotation/invalid-value',
  codes: ['IST0125'],
  severity: 'warning',
  inputs: [...ANNOTATED_KINDS],
  why: 'Injection fails, or goes on as if the annotation were not there.',
  docs: 'https://istio.io/latest/docs/reference/config/annotations/',
  check(snapshot, report) {
    for (const { resource, name, value, known, path } of snapshot.use(istioAnnotations)) {
      // Where it does nothing, its value does nothing.
      const isRead = known?.on.includes('Any') === true || known?.on.includes(resource.kind) === true;
      const fault = isRead ? JUDGES.get(name)?.(value) : undefined;
      if (fault === undefined) continue;
      report(resource, {
        path,
        message: `The annotation ${name} of ${resource.kind} ${resource.metadata.name} is "${value}"; ${fault}`,
      });
    }
  },
};

/** An IPv4 or IPv6 network such as 10.0.0.0/8. */
function isRange(text: string): boolean {
  const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|([0-9a-fA-F:.]+:[0-9a-fA-F:.]*))\/(\d{1,3})$/.exec(text);
  if (match === null) return false;
  const [, four, , bits] = match;
  if (four === undefined) return Number(bits) <= 128;
  return Number(bits) <= 32 && four.split('.').every((part) => Number(part) <= 255);
}
