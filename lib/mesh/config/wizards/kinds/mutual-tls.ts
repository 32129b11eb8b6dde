import type { ChoiceField, FormFields } from '../form-field';
import { blankObject, subjectLabels, subjectName } from '../parts/blank-object';
import { namesHost, selectsWorkloads } from '../parts/is-about';
import { selectorField } from '../parts/selector-field';
import type { Wizard, WizardPart } from '../wizard';

const mode = (at: string): ChoiceField => ({
  type: 'choice',
  label: 'Mutual TLS',
  at,
  options: [
    { value: '', label: 'Inherited' },
    { value: 'STRICT', label: 'Strict: mutual TLS only' },
    { value: 'PERMISSIVE', label: 'Permissive: mutual TLS and plain text' },
    { value: 'DISABLE', label: 'Disabled: plain text only' },
    { value: 'UNSET', label: 'Unset' },
  ],
});

const FIELDS: FormFields = {
  workloads: selectorField(),
  mode: mode('spec.mtls.mode'),
  ports: {
    type: 'entries',
    label: 'Exceptions by port',
    hint: 'Ports of the workload; only with labels above.',
    noun: 'port',
    keyLabel: 'Port',
    at: 'spec.portLevelMtls',
    fields: { mode: mode('mode') },
    blank: { mode: 'PERMISSIVE' },
  },
};

const PEERS: WizardPart = {
  id: 'peer-authentication',
  title: 'What workloads accept',
  kind: 'PeerAuthentication',
  isAbout: (object, subject) => selectsWorkloads(object, subject, 'spec.selector.matchLabels'),
  blank: (subject) => {
    const matchLabels = subjectLabels(subject);
    return blankObject('PeerAuthentication', subject, subjectName(subject), {
      ...(matchLabels === undefined ? {} : { selector: { matchLabels } }),
      mtls: { mode: 'STRICT' },
    });
  },
  fields: FIELDS,
};

const CALLERS: WizardPart = {
  id: 'destination-rule',
  title: 'What callers send',
  note: 'Callers in the mesh choose automatically; override this only if you have to.',
  kind: 'DestinationRule',
  isOptional: true,
  isAbout: (object, subject) => namesHost(object, subject, 'spec.host'),
  blank: (subject) =>
    blankObject('DestinationRule', subject, subjectName(subject), {
      host: subject.name === '' ? `*.${subject.namespace}.svc.cluster.local` : subject.name,
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
    }),
  fields: {
    host: { type: 'text', label: 'Host', at: 'spec.host', isRequired: true, suggest: 'host' },
    mode: {
      type: 'choice',
      label: 'TLS mode',
      at: 'spec.trafficPolicy.tls.mode',
      options: [
        { value: '', label: 'Automatic (not set)' },
        { value: 'ISTIO_MUTUAL', label: 'Istio mutual' },
        { value: 'DISABLE', label: 'Plain text' },
        { value: 'SIMPLE', label: 'Simple: verify the server' },
        { value: 'MUTUAL', label: 'Mutual: with your own certificate' },
      ],
    },
    sni: { type: 'text', label: 'Server name', at: 'spec.trafficPolicy.tls.sni' },
    credential: {
      type: 'text',
      label: 'Certificate secret',
      at: 'spec.trafficPolicy.tls.credentialName',
    },
  },
};

/** Says whether workloads accept plain text. */
export const MUTUAL_TLS: Wizard = {
  id: 'mutual-tls',
  title: 'Mutual TLS',
  summary: 'Choose which workloads accept only mutual TLS.',
  group: 'Security',
  about: 'workloads',
  variants: [{ dialect: 'istio', parts: [PEERS, CALLERS] }],
};
