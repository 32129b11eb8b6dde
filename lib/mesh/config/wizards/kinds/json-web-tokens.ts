import type { FormFields } from '../form-field';
import { blankObject, subjectLabels, subjectName } from '../parts/blank-object';
import { selectsWorkloads } from '../parts/is-about';
import { selectorField } from '../parts/selector-field';
import { isMapping, valueAt } from '../value-path';
import type { Wizard, WizardPart } from '../wizard';

const FIELDS: FormFields = {
  workloads: selectorField(),
  rules: {
    type: 'rows',
    label: 'Tokens',
    hint: 'A token from any of these issuers is accepted; an invalid one is rejected with 401.',
    noun: 'issuer',
    at: 'spec.jwtRules',
    isRequired: true,
    fields: {
      issuer: {
        type: 'text',
        label: 'Issuer',
        at: 'issuer',
        isRequired: true,
        placeholder: 'https://accounts.example.com',
      },
      jwksUri: {
        type: 'text',
        label: 'JWKS URL',
        at: 'jwksUri',
        placeholder: 'https://accounts.example.com/.well-known/jwks.json',
      },
      jwks: { type: 'text', label: 'Or inline JWKS', at: 'jwks' },
      audiences: { type: 'words', label: 'Audiences', at: 'audiences' },
      fromHeaders: {
        type: 'rows',
        label: 'Read from headers',
        hint: 'Default: Authorization: Bearer.',
        noun: 'header',
        at: 'fromHeaders',
        fields: {
          name: { type: 'text', label: 'Header', at: 'name', isRequired: true },
          prefix: { type: 'text', label: 'Prefix', at: 'prefix', placeholder: 'Bearer ' },
        },
      },
      fromParams: { type: 'words', label: 'Read from query parameters', at: 'fromParams' },
      forward: { type: 'flag', label: 'Forward the token', at: 'forwardOriginalToken' },
      claims: {
        type: 'rows',
        label: 'Claims forwarded as headers',
        noun: 'claim',
        at: 'outputClaimToHeaders',
        fields: {
          claim: { type: 'text', label: 'Claim', at: 'claim', isRequired: true },
          header: { type: 'text', label: 'Header', at: 'header', isRequired: true },
        },
      },
    },
  },
};

const TOKENS: WizardPart = {
  id: 'request-authentication',
  title: 'Accepted tokens',
  kind: 'RequestAuthentication',
  isAbout: (object, subject) => selectsWorkloads(object, subject, 'spec.selector.matchLabels'),
  blank: (subject) => {
    const matchLabels = subjectLabels(subject);
    return blankObject('RequestAuthentication', subject, subjectName(subject), {
      ...(matchLabels === undefined ? {} : { selector: { matchLabels } }),
      jwtRules: [{}],
    });
  },
  fields: FIELDS,
};

const REQUIRED: WizardPart = {
  id: 'require-token',
  title: 'Reject requests without a token',
  note: 'A RequestAuthentication by itself lets requests without a token through.',
  kind: 'AuthorizationPolicy',
  isOptional: true,
  isAbout: (object, subject) =>
    selectsWorkloads(object, subject, 'spec.selector.matchLabels') && refusesTokenless(object),
  blank: (subject) => {
    const matchLabels = subjectLabels(subject);
    return blankObject('AuthorizationPolicy', subject, `${subjectName(subject)}-require-token`, {
      ...(matchLabels === undefined ? {} : { selector: { matchLabels } }),
      action: 'DENY',
      rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }],
    });
  },
  fields: {
    workloads: selectorField(),
    rules: {
      type: 'rows',
      label: 'Rejected requests',
      noun: 'rule',
      at: 'spec.rules',
      isFixed: true,
      fields: {
        to: {
          type: 'rows',
          label: 'Only for',
          hint: 'Leave empty to reject every request without a token.',
          noun: 'operation',
          at: 'to',
          fields: {
            paths: { type: 'words', label: 'Paths', at: 'operation.paths' },
            notPaths: {
              type: 'words',
              label: 'Except paths',
              at: 'operation.notPaths',
              placeholder: '/healthz',
            },
          },
        },
      },
    },
  },
};

function refusesTokenless(object: { spec?: unknown }): boolean {
  const rules = valueAt(object, 'spec.rules');
  if (valueAt(object, 'spec.action') !== 'DENY' || !Array.isArray(rules)) return false;
  return rules.some((rule) => {
    const from = valueAt(rule, 'from');
    return (
      Array.isArray(from) &&
      from.some((source) => isMapping(source) && valueAt(source, 'source.notRequestPrincipals') !== undefined)
    );
  });
}

/** Checks tokens of requests. */
export const JSON_WEB_TOKENS: Wizard = {
  id: 'json-web-tokens',
  title: 'JWT authentication',
  summary: 'Verify the tokens of requests, and reject requests without one.',
  group: 'Security',
  about: 'workloads',
  variants: [{ dialect: 'istio', parts: [TOKENS, REQUIRED] }],
};
