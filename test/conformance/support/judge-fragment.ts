import { localitiesProblem } from '@/lib/mesh/rules/fields/destination-rule/locality';
import { createFieldReport, type FieldReport } from '@/lib/mesh/rules/fields/field-report';
import {
  providerProblem,
  providerServiceProblem,
} from '@/lib/mesh/rules/fields/mesh-config/extension-provider';
import { checkDefaultPolicy, checkInboundRetries } from '@/lib/mesh/rules/fields/mesh-config/mesh-config';
import { ipAddressProblem, ipBlockProblem } from '@/lib/mesh/rules/fields/values/address';
import {
  domainNameProblem,
  gatewayDomainProblem,
  isDnsLabel,
  trustDomainProblem,
  wildcardDomainProblem,
} from '@/lib/mesh/rules/fields/values/domain-name';
import {
  connectTimeoutProblem,
  detectionTimeoutProblem,
  durationProblem,
  secondsProblem,
} from '@/lib/mesh/rules/fields/values/duration-value';
import {
  headerNameProblem,
  headerTokenProblem,
  headerValueProblem,
} from '@/lib/mesh/rules/fields/values/header';
import { statusProblem } from '@/lib/mesh/rules/fields/virtual-service/direct-response';

interface Fragment {
  value?: unknown;
  sni?: unknown;
  parameters?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** The first error that a check reports. */
function reported(check: (report: FieldReport) => void): string | undefined {
  const { report, problems } = createFieldReport();
  check(report);
  return problems.find(({ severity }) => severity === 'error')?.message;
}

/** Our check of the same value as a test function of Istio's; undefined where we have none, as for MeshConfig. */
export function judgeFragment(test: string, { value, sni, parameters }: Fragment): boolean | undefined {
  const text = String(value);
  const { duration } = (parameters ?? {}) as { duration?: string };
  const problems: Readonly<Record<string, () => string | undefined>> = {
    TestValidateFQDN: () => domainNameProblem(text),
    TestValidateWildcardDomain: () => wildcardDomainProblem(text),
    TestValidateWildcardDomainForVirtualServiceBoundToGateway: () => gatewayDomainProblem(text, sni === true),
    TestValidateTrustDomain: () => trustDomainProblem(text),
    TestValidateHTTPHeaderName: () => headerTokenProblem(text),
    TestValidationIPAddress: () => ipAddressProblem(text),
    TestValidationIPSubnet: () => ipBlockProblem(text),
    TestStrictValidateHTTPHeaderName: () => headerNameProblem(text),
    TestValidateHTTPHeaderValue: () => headerValueProblem(text),
    TestValidateHTTPStatus: () => statusProblem(Number(value)),
    TestValidateDuration: () => durationProblem(duration),
    TestValidatePortName: () => (isDnsLabel(text) ? undefined : 'no label'),
    TestValidateLocalities: () => localitiesProblem(value as string[]),
    TestValidateDrainDuration: () => secondsProblem((parameters as { Drain?: string }).Drain),
    TestValidateConnectTimeout: () => connectTimeoutProblem(duration ?? ''),
    TestValidateProtocolDetectionTimeout: () => detectionTimeoutProblem(duration ?? ''),
    TestValidateMeshConfigDefaultTrafficPolicy: () =>
      reported((report) => checkDefaultPolicy(value, '', report)),
    TestValidateMeshConfigDefaultInboundHTTPRetryPolicy: () =>
      reported((report) => checkInboundRetries(value, '', report)),
    TestValidateExtensionProviderService: () => providerServiceProblem(text),
    TestValidateExtensionProviderTracingZipkin: () => providerProblem('zipkin', value as Fields),
    TestValidateExtensionProviderTracingLightstep: () => providerProblem('lightstep', value as Fields),
    TestValidateExtensionProviderTracingDatadog: () => providerProblem('datadog', value as Fields),
    TestValidateExtensionProviderTracingOpenCensusAgent: () => providerProblem('opencensus', value as Fields),
    TestValidateExtensionProviderTracingSkyWalking: () => providerProblem('skywalking', value as Fields),
    TestValidateExtensionProviderTracingOpentelemetry: () =>
      providerProblem('opentelemetry', value as Fields),
    TestValidateExtensionProviderEnvoyOtelAls: () => providerProblem('envoyOtelAls', value as Fields),
    TestValidateExtensionProviderEnvoyHTTPAls: () => providerProblem('envoyHttpAls', value as Fields),
    TestValidateExtensionProviderEnvoyTCPAls: () => providerProblem('envoyTcpAls', value as Fields),
    TestServiceSettings: () =>
      (value as string[]).map(wildcardDomainProblem).find((problem) => problem !== undefined),
  };
  const judge = problems[test];
  return judge === undefined ? undefined : judge() === undefined;
}
