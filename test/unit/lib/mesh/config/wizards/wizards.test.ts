import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigObject } from '@/lib/mesh/config/config-object';
import { checkForm } from '@/lib/mesh/config/wizards/check-form';
import type { FormRecord, FormRow } from '@/lib/mesh/config/wizards/form-field';
import { findStored, openPart, proposedEdits, proposedObject } from '@/lib/mesh/config/wizards/propose';
import type { WizardPart, WizardSubject } from '@/lib/mesh/config/wizards/wizard';
import { findWizard, WIZARDS } from '@/lib/mesh/config/wizards/wizards';
import { arbitraryObject } from './arbitrary-object';

const SUBJECT: WizardSubject = { namespace: 'bookinfo', name: 'reviews', versions: ['v1', 'v2'], port: 9080 };

const PARTS = WIZARDS.flatMap(({ id, variants }) =>
  variants.flatMap(({ dialect, parts }) =>
    parts.map((part) => ({ name: `${id} ${dialect} ${part.id}`, part })),
  ),
);

function partOf(wizard: string, part: string): WizardPart {
  const found = findWizard(wizard)
    ?.variants.flatMap(({ parts }) => parts)
    .find(({ id }) => id === part);
  if (found === undefined) throw new Error(`No part ${part} in ${wizard}`);
  return found;
}

function rowsOf(form: FormRecord, name: string): readonly FormRow[] {
  return form[name] as readonly FormRow[];
}

function withRow(form: FormRecord, name: string, index: number, values: FormRecord): FormRecord {
  const rows = rowsOf(form, name).map((row, place) =>
    place === index ? { ...row, values: { ...row.values, ...values } } : row,
  );
  return { ...form, [name]: rows };
}

describe('every wizard', () => {
  it.each(PARTS)('$name gives back an object nobody touched as it was', ({ part }) => {
    fc.assert(
      fc.property(arbitraryObject(part.kind), (object) => {
        const stored = object as unknown as ConfigObject;
        const open = openPart(part, SUBJECT, stored);
        expect(proposedObject(open)).toEqual(part.open?.(stored) ?? stored);
      }),
      { numRuns: 60 },
    );
  });

  it.each(PARTS)('$name finds the object it has just made', ({ part }) => {
    const made = part.blank(SUBJECT);
    expect(findStored(part, SUBJECT, [made])).toBe(made);
    expect(made.metadata.namespace).toBe('bookinfo');
  });

  it('has an id of its own', () => {
    expect(new Set(WIZARDS.map(({ id }) => id)).size).toBe(WIZARDS.length);
    expect(findWizard('nothing')).toBeUndefined();
  });

  it.each(PARTS.filter(({ part }) => part.id !== 'request-authentication'))(
    '$name starts from an object that can be saved',
    ({ part }) => {
      const { form } = openPart(part, SUBJECT, undefined);
      expect(checkForm(part.fields, form)).toEqual([]);
    },
  );
});

describe('traffic shifting', () => {
  const stored: ConfigObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'reviews', namespace: 'bookinfo' },
    spec: {
      hosts: ['reviews'],
      http: [
        {
          timeout: '3s',
          route: [
            {
              destination: { host: 'reviews', subset: 'v1' },
              weight: 90,
              headers: { request: { set: { a: 'b' } } },
            },
            { destination: { host: 'reviews', subset: 'v2' }, weight: 10 },
          ],
        },
      ],
    },
  };

  it('edits the weights and nothing else', () => {
    const open = openPart(partOf('traffic-shifting', 'virtual-service'), SUBJECT, stored);
    const [route] = rowsOf(open.form, 'routes');
    const destinations = withRow(
      withRow(route?.values ?? {}, 'destinations', 0, { weight: 50 }),
      'destinations',
      1,
      { weight: 50 },
    );
    const form = withRow(open.form, 'routes', 0, destinations);
    expect(proposedEdits({ ...open, form })).toEqual([
      { path: 'spec.http[0].route[0].weight', value: 50 },
      { path: 'spec.http[0].route[1].weight', value: 50 },
    ]);
  });

  it('starts with every version, all requests at the first', () => {
    expect(openPart(partOf('traffic-shifting', 'virtual-service'), SUBJECT, undefined).source).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      spec: {
        http: [
          {
            route: [
              { destination: { subset: 'v1' }, weight: 100 },
              { destination: { subset: 'v2' }, weight: 0 },
            ],
          },
        ],
      },
    });
  });

  it('finds the VirtualService by its full host name too', () => {
    const part = partOf('traffic-shifting', 'virtual-service');
    const full = { ...stored, spec: { hosts: ['reviews.bookinfo.svc.cluster.local'] } };
    expect(findStored(part, SUBJECT, [full])).toBe(full);
    expect(findStored(part, { ...SUBJECT, namespace: 'other' }, [full])).toBeUndefined();
  });
});

describe('fault injection', () => {
  const part = partOf('fault-injection', 'virtual-service');
  const stored: ConfigObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'reviews', namespace: 'bookinfo' },
    spec: {
      hosts: ['reviews'],
      http: [{ fault: { delay: { fixedDelay: '5s', percentage: { value: 10 } } }, route: [] }],
    },
  };

  it('takes the whole fault away when its fields are emptied', () => {
    const open = openPart(part, SUBJECT, stored);
    const form = withRow(open.form, 'routes', 0, { delay: '', delayPercent: undefined });
    expect(proposedEdits({ ...open, form })).toEqual([{ path: 'spec.http[0].fault' }]);
  });

  it('refuses a delay that is no duration', () => {
    const form = withRow(openPart(part, SUBJECT, stored).form, 'routes', 0, { delay: 'soon' });
    expect(checkForm(part.fields, form)).toEqual([
      { path: 'routes/0/delay', message: 'Enter a duration such as 5s, 250ms or 1m30s' },
    ]);
  });
});

describe('mirroring', () => {
  it('reads the older spelling as a list of one', () => {
    const stored: ConfigObject = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews', namespace: 'bookinfo' },
      spec: { hosts: ['reviews'], http: [{ mirror: { host: 'reviews', subset: 'v2' }, mirrorPercent: 5 }] },
    };
    const open = openPart(partOf('mirroring', 'virtual-service'), SUBJECT, stored);
    expect(proposedObject(open)).toMatchObject({
      spec: {
        http: [{ mirrors: [{ destination: { host: 'reviews', subset: 'v2' }, percentage: { value: 5 } }] }],
      },
    });
  });
});

describe('mutual TLS', () => {
  const part = partOf('mutual-tls', 'peer-authentication');

  it('selects no workload for a whole namespace', () => {
    const whole = { namespace: 'bookinfo', name: '', versions: [] };
    expect(part.blank(whole)).toMatchObject({
      metadata: { name: 'default' },
      spec: { mtls: { mode: 'STRICT' } },
    });
    expect(findStored(part, SUBJECT, [part.blank(whole)])).toBeUndefined();
  });

  it('names a port that appears twice', () => {
    const { form } = openPart(part, SUBJECT, undefined);
    const ports = ['8080', '8080'].map((key, index) => ({
      id: String(index),
      values: { key, mode: 'STRICT' },
    }));
    expect(checkForm(part.fields, { ...form, ports })).toEqual([
      { path: 'ports/1/key', message: '8080 appears twice' },
    ]);
  });
});
