import { localitiesProblem } from '@/lib/mesh/rules/fields/destination-rule/locality';
import { ipAddressProblem, ipBlockProblem } from '@/lib/mesh/rules/fields/values/address';
import {
  domainNameProblem,
  gatewayDomainProblem,
  isDnsLabel,
  trustDomainProblem,
  wildcardDomainProblem,
} from '@/lib/mesh/rules/fields/values/domain-name';
import { durationProblem } from '@/lib/mesh/rules/fields/values/duration-value';
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
    TestServiceSettings: () =>
      (value as string[]).map(wildcardDomainProblem).find((problem) => problem !== undefined),
  };
  const judge = problems[test];
  return judge === undefined ? undefined : judge() === undefined;
}
