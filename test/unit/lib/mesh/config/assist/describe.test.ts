import { describe, expect, it } from 'vitest';
import { describe as describeField } from '@/lib/mesh/config/assist/describe';

const TEXT = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: a
spec:
  http:
  - match:
    - uri:
        prefix: /api
    route:
    - destination:
        host: reviews
`;

const at = (word: string) => describeField(TEXT, TEXT.indexOf(word) + 1);

describe('describe()', () => {
  it('explains the field under the cursor', () => {
    expect(at('prefix')).toMatchObject({
      name: 'prefix',
      path: 'spec.http[].match[].uri.prefix',
      type: 'text',
    });
    expect(at('prefix')?.doc).toBeTruthy();
  });

  it('explains the field when the cursor stands on its value', () => {
    expect(at('reviews')).toMatchObject({ name: 'host', isRequired: true });
  });

  it('explains a field behind the dash of a list item', () => {
    expect(at('destination')).toMatchObject({ path: 'spec.http[].route[].destination', isRequired: true });
  });

  it('names the words an enumeration takes', () => {
    const text =
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nspec:\n  mtls:\n    mode: STRICT\n';
    expect(describeField(text, text.indexOf('STRICT'))?.values).toContain('PERMISSIVE');
  });

  it('says nothing about unknown fields and empty lines', () => {
    const text = `${TEXT}  unheard: 1\n\n`;
    expect(describeField(text, text.indexOf('unheard'))).toBeUndefined();
    expect(describeField(text, text.length)).toBeUndefined();
  });
});
