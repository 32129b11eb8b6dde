import type { FormFields } from '../form-field';
import type { WizardPart, WizardSubject } from '../wizard';
import { blankObject, subjectName } from './blank-object';
import { namesHost } from './is-about';
import { routeTitle } from './route-title';

/** Destinations for every version of a service, all requests to the first. */
export function versionDestinations({ name, versions, port }: WizardSubject): unknown[] {
  const at = port === undefined ? {} : { port: { number: port } };
  if (versions.length < 2) return [{ destination: { host: name, ...at } }];
  return versions.map((version, index) => ({
    destination: { host: name, subset: version, ...at },
    weight: index === 0 ? 100 : 0,
  }));
}

/** A part that changes every HTTP route of the service's VirtualService, route by route. */
export function httpRoutesPart(title: string, fields: FormFields, isFixed = true): WizardPart {
  return {
    id: 'virtual-service',
    title,
    kind: 'VirtualService',
    isAbout: (object, subject) => namesHost(object, subject, 'spec.hosts'),
    blank: (subject) =>
      blankObject('VirtualService', subject, subjectName(subject), {
        hosts: [subject.name],
        http: [{ route: versionDestinations(subject) }],
      }),
    fields: {
      routes: {
        type: 'rows',
        label: 'Routes',
        hint: 'The first route that matches a request decides.',
        noun: 'route',
        at: 'spec.http',
        isFixed,
        ifNone: 'It has no HTTP routes. Add one with the request routing wizard first.',
        isOrdered: !isFixed,
        title: routeTitle,
        fields,
      },
    },
  };
}
