import type { AccessTest } from './access-request';
import { claimTexts, parseClaimKey } from './claim-path';
import type { ValueCompiler } from './field-test';
import { compileIpBlock } from './ip-block';
import { portValue } from './operation-values';
import {
  namespaceValue,
  principalValue,
  remoteIpValue,
  requestPrincipalValue,
  serviceAccountValue,
  sourceIpValue,
  trustDomainValue,
  type ValueScope,
} from './source-values';
import { compileTextMatcher } from './text-matcher';

/** Compiles values of a condition's key; undefined for a key that no proxy can judge. */
export function conditionValue(key: string, scope: ValueScope): ValueCompiler | undefined {
  const fixed = FIXED_KEYS[key];
  if (fixed !== undefined) return fixed(scope);
  const header = /^request\.headers\[([^\]]+)\]$/.exec(key)?.[1];
  if (header !== undefined) return httpOnly(scope, headerValue(header.toLowerCase()));
  const claim = parseClaimKey(key);
  return claim === undefined ? undefined : httpOnly(scope, claimValue(claim));
}

const FIXED_KEYS: Readonly<Record<string, (scope: ValueScope) => ValueCompiler>> = {
  'source.ip': () => sourceIpValue,
  'remote.ip': () => remoteIpValue,
  'source.namespace': () => namespaceValue,
  'source.principal': principalValue,
  'source.serviceAccount': serviceAccountValue,
  'source.trustDomain': () => trustDomainValue,
  'request.auth.principal': requestPrincipalValue,
  'request.auth.audiences': (scope) => httpOnly(scope, claimValue(['aud'])),
  'request.auth.presenter': (scope) => httpOnly(scope, claimValue(['azp'])),
  'destination.ip': () => (value) => {
    const matches = compileIpBlock(value);
    return matches && (({ destinationIp }) => matches(destinationIp));
  },
  'destination.port': () => portValue,
  'connection.sni': () => (value) => {
    const matches = compileTextMatcher(value);
    return ({ sni }) => matches(sni);
  },
};

function httpOnly({ isTcp }: ValueScope, compile: ValueCompiler): ValueCompiler {
  return isTcp ? () => undefined : compile;
}

/** Several lines are one value joined by commas, as Envoy reads them; a refusing policy also takes each line by itself. */
function headerValue(name: string): ValueCompiler {
  return (value, width) => {
    const matches = compileTextMatcher(value);
    return (request) => {
      const lines = headerLines(request, name);
      if (lines.length === 0) return false;
      // A header that is there but empty opens nothing.
      if (value === '*' && width === 'wide') return true;
      return matches(lines.join(',')) || (width === 'wide' && lines.some((line) => matches(line.trim())));
    };
  };
}

function headerLines(request: Parameters<AccessTest>[0], name: string): readonly string[] {
  if (name === ':authority' || name === 'host') return [request.host];
  if (name === ':method') return [request.method];
  if (name === ':path') return [request.path];
  return request.headerValues(name);
}

function claimValue(path: readonly string[]): ValueCompiler {
  return (value) => {
    const matches = compileTextMatcher(value);
    return ({ claims }) => claimTexts(claims, path).some(matches);
  };
}
