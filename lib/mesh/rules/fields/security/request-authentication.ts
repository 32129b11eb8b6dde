import type { JwtRule, RequestAuthenticationSpec } from '../../../config/kinds/security';
import { each, type FieldReport } from '../field-report';
import { durationProblem } from '../values/duration-value';
import { headerNameProblem } from '../values/header';
import { checkPolicyTargets } from '../values/targets';
import { parseUrl } from '../values/url';
import { readKeySet } from './key-set';

/** The field rules of a RequestAuthentication. */
export function checkRequestAuthentication(spec: RequestAuthenticationSpec, report: FieldReport): void {
  checkPolicyTargets(spec, report);
  each(spec.jwtRules, 'spec.jwtRules', (rule, path) => checkRule(rule, path, report));
}

function checkRule(rule: JwtRule, path: string, report: FieldReport): void {
  const { issuer = '', jwksUri = '', jwks = '' } = rule;
  checkTexts(rule, path, report);
  if (issuer === '' && jwksUri === '') {
    report.error(
      'request-authentication/no-issuer',
      `${path}.issuer`,
      'The rule needs an issuer or a jwksUri, or it trusts nobody',
    );
  }
  if (jwksUri !== '')
    report.check('request-authentication/invalid-jwks-uri', `${path}.jwksUri`, keysUriProblem(jwksUri));
  if (jwks !== '') checkKeys(jwks, `${path}.jwks`, report);
  each(rule.fromHeaders, `${path}.fromHeaders`, ({ name = '' }, at) => {
    if (name === '')
      report.error(
        'request-authentication/empty-location',
        `${at}.name`,
        'The header that carries the token needs a name',
      );
  });
  each(rule.outputClaimToHeaders, `${path}.outputClaimToHeaders`, ({ header = '', claim = '' }, at) => {
    if (header === '' || claim === '')
      report.error(
        'request-authentication/incomplete-output',
        `${at}.${header === '' ? 'header' : 'claim'}`,
        'A claim handed on needs both header and claim',
      );
    else
      report.check('request-authentication/invalid-header-name', `${at}.header`, headerNameProblem(header));
  });
  report.check('request-authentication/invalid-timeout', `${path}.timeout`, durationProblem(rule.timeout));
}

function checkTexts(rule: JwtRule, path: string, report: FieldReport): void {
  const names = {
    audiences: 'audience',
    fromParams: 'query parameter',
    fromCookies: 'cookie',
    spaceDelimitedClaims: 'claim',
  } as const;
  for (const [field, name] of Object.entries(names)) {
    each(rule[field as keyof typeof names], `${path}.${field}`, (text, at) => {
      if (text === '') report.error('request-authentication/empty-text', at, `The ${name} is empty`);
    });
  }
}

function keysUriProblem(uri: string): string | undefined {
  const parsed = parseUrl(uri);
  if (parsed === undefined) return `"${uri}" is no URL`;
  return ['http', 'https'].includes(parsed.scheme)
    ? undefined
    : `"${uri}" must begin with http:// or https://`;
}

function checkKeys(jwks: string, path: string, report: FieldReport): void {
  const keys = readKeySet(jwks);
  if ('problem' in keys) report.error('request-authentication/invalid-keys', path, keys.problem);
  else if (keys.isPrivate) {
    report.warn(
      'request-authentication/private-key',
      path,
      'The keys hold a private part, which everybody who reads this can sign tokens with; leave only the public parts',
    );
  }
}
