import type { ConfigObject } from '../../config-object';
import type { FormFields } from '../form-field';
import { DESTINATION_FIELDS } from '../parts/destination-fields';
import { httpRulesPart } from '../parts/http-route-part';
import { percentField } from '../parts/percent-field';
import { SUBSETS_PART } from '../parts/subsets-part';
import { httpRoutesPart } from '../parts/virtual-service-part';
import { isMapping, valueAt, withValueAt } from '../value-path';
import type { Wizard } from '../wizard';

const MIRRORS: FormFields = {
  mirrors: {
    type: 'rows',
    label: 'Mirror to',
    hint: 'Responses to the copies are discarded.',
    noun: 'mirror',
    at: 'mirrors',
    fields: {
      ...DESTINATION_FIELDS,
      percent: percentField('Share', 'percentage.value', 'Leave empty for every request.'),
    },
  },
};

const isMirror = ({ type }: { type?: unknown }) => type === 'RequestMirror';

const FILTERS: FormFields = {
  filters: {
    type: 'rows',
    label: 'Filters',
    noun: 'filter',
    at: 'filters',
    blank: { type: 'RequestMirror' },
    fields: {
      type: {
        type: 'choice',
        label: 'Filter',
        at: 'type',
        options: [
          { value: 'RequestMirror', label: 'Mirror' },
          { value: 'RequestHeaderModifier', label: 'Request headers' },
          { value: 'ResponseHeaderModifier', label: 'Response headers' },
          { value: 'RequestRedirect', label: 'Redirect' },
          { value: 'URLRewrite', label: 'Rewrite' },
          { value: 'ExtensionRef', label: 'Extension' },
          { value: 'CORS', label: 'CORS' },
        ],
      },
      service: {
        type: 'text',
        label: 'Mirror to service',
        at: 'requestMirror.backendRef.name',
        isRequired: true,
        suggest: 'host',
        when: isMirror,
      },
      port: {
        type: 'number',
        label: 'Port',
        at: 'requestMirror.backendRef.port',
        min: 1,
        max: 65_535,
        isWhole: true,
        when: isMirror,
      },
      percent: {
        type: 'number',
        label: 'Share',
        at: 'requestMirror.percent',
        min: 0,
        max: 100,
        isWhole: true,
        unit: '%',
        when: isMirror,
      },
    },
  },
};

/** Sends copies of requests elsewhere. */
export const MIRRORING: Wizard = {
  id: 'mirroring',
  title: 'Mirroring',
  summary: 'Send copies of requests to another version, unnoticed by callers.',
  group: 'Routing',
  about: 'service',
  variants: [
    {
      dialect: 'istio',
      parts: [{ ...httpRoutesPart('Mirrors', MIRRORS), open: withMirrorLists }, SUBSETS_PART],
    },
    { dialect: 'gateway-api', parts: [httpRulesPart('Mirrors', FILTERS)] },
  ],
};

/** `mirror` with `mirrorPercentage` written as a list of one, which Istio reads the same way. */
function withMirrorLists(object: ConfigObject): ConfigObject {
  const routes = valueAt(object, 'spec.http');
  if (!Array.isArray(routes)) return object;
  return withValueAt(object, 'spec.http', routes.map(withMirrorList)) as ConfigObject;
}

function withMirrorList(route: unknown): unknown {
  if (!isMapping(route) || !isMapping(route.mirror) || 'mirrors' in route) return route;
  const { mirror, mirrorPercentage, mirrorPercent, mirror_percent: mirrorPercentOld, ...rest } = route;
  const older = mirrorPercent ?? mirrorPercentOld;
  const percentage = mirrorPercentage ?? (older === undefined ? undefined : { value: older });
  return { ...rest, mirrors: [{ destination: mirror, ...(percentage === undefined ? {} : { percentage }) }] };
}
