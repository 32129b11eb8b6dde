import { blankObject, subjectName } from '../parts/blank-object';
import { WEIGHTED_DESTINATIONS } from '../parts/destination-fields';
import { BACKEND_REFS, PARENT_REFS, VERSIONS_ARE_SERVICES, versionBackends } from '../parts/http-route-part';
import { namesHost, routesToService } from '../parts/is-about';
import { routeTitle } from '../parts/route-title';
import { SUBSETS_PART } from '../parts/subsets-part';
import { versionDestinations } from '../parts/virtual-service-part';
import type { Wizard, WizardPart } from '../wizard';

const VIRTUAL_SERVICE: WizardPart = {
  id: 'virtual-service',
  title: 'Weights',
  kind: 'VirtualService',
  isAbout: (object, subject) => namesHost(object, subject, 'spec.hosts'),
  blank: (subject) =>
    blankObject('VirtualService', subject, subjectName(subject), {
      hosts: [subject.name],
      tcp: [
        {
          ...(subject.port === undefined ? {} : { match: [{ port: subject.port }] }),
          route: versionDestinations(subject),
        },
      ],
    }),
  fields: {
    routes: {
      type: 'rows',
      label: 'Routes',
      noun: 'route',
      at: 'spec.tcp',
      title: routeTitle,
      fields: {
        match: {
          type: 'rows',
          label: 'Match connections where',
          noun: 'condition',
          at: 'match',
          fields: {
            port: { type: 'number', label: 'Port', at: 'port', min: 1, max: 65_535, isWhole: true },
            subnets: {
              type: 'words',
              label: 'Destination subnets',
              at: 'destinationSubnets',
              placeholder: '10.0.0.0/8',
            },
          },
        },
        destinations: WEIGHTED_DESTINATIONS,
      },
    },
  },
};

const TCP_ROUTE: WizardPart = {
  id: 'tcp-route',
  title: 'Weights',
  note: VERSIONS_ARE_SERVICES,
  kind: 'TCPRoute',
  isAbout: routesToService,
  blank: (subject) =>
    blankObject('TCPRoute', subject, subjectName(subject), {
      parentRefs: [{ group: '', kind: 'Service', name: subject.name }],
      rules: [{ backendRefs: versionBackends(subject) }],
    }),
  fields: {
    parents: PARENT_REFS,
    rules: {
      type: 'rows',
      label: 'Rules',
      noun: 'rule',
      at: 'spec.rules',
      isFixed: true,
      fields: { backends: BACKEND_REFS },
    },
  },
};

/** Shares TCP connections between versions. */
export const TCP_TRAFFIC_SHIFTING: Wizard = {
  id: 'tcp-traffic-shifting',
  title: 'TCP traffic shifting',
  summary: 'Share TCP connections between versions by weight.',
  group: 'Routing',
  about: 'service',
  variants: [
    { dialect: 'istio', parts: [VIRTUAL_SERVICE, SUBSETS_PART] },
    { dialect: 'gateway-api', parts: [TCP_ROUTE] },
  ],
};
