import { describe, expect, it } from 'vitest';
import { parseResources } from '@/lib/mesh/config/parse-resources';
import { defaultMeshFacts } from '@/lib/mesh/rules/mesh-facts';
import { validateResources } from '@/lib/mesh/rules/validate-resources';

const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n`;

describe('validateResources()', () => {
  it('says of an object that is there twice which one counts, and judges that one', () => {
    const first = parseResources(`${secret('a')}---\n${secret('b')}`, 'one.yaml').resources;
    const again = parseResources(secret('a'), 'two.yaml', first.length).resources;
    const findings = validateResources([...first, ...again], defaultMeshFacts(0));
    expect(
      findings.map(({ rule, message, file, position }) => [rule, message, file, position?.line]),
    ).toEqual([
      [
        'schema/defined-again',
        'Secret a is defined again at two.yaml:4: only the last one counts',
        'one.yaml',
        4,
      ],
    ]);
  });
});
