import { describe, expect, it } from 'vitest';
import { diagnose } from '@/lib/mesh/diagnosis/diagnose';
import { createFindTolerances, DEFAULT_HEALTH_RATE } from '@/lib/mesh/health/health-rate';
import { type Fault, runMesh } from '../../../../support/faults/synthetic-mesh';

const always = { seed: 5, faultStep: 0 };
/** So small a share of the bank's answers fails from the beginning. */
const rarely = (code: number): Fault => ({
  outcome: ({ to, chance }) => (to === 'bank' ? (chance < 0.004 ? { code } : { code: 200 }) : undefined),
});

describe('diagnose() of what fails as it always does', () => {
  it('explains it where it is seen, without calling it trouble', () => {
    const found = diagnose(runMesh({ ...always, fault: rarely(503), of: 'service:shop/bank' }));
    expect(found).toMatchObject({ verdict: 'usual', sinceMs: undefined, changes: [] });
    expect(found.headline).toBe('Some requests fail, no more than they usually do.');
    expect(found.hypotheses[0]).toMatchObject({ culprit: { name: 'bank-v1' }, sinceMs: undefined });
  });

  it('leads to it from who only passes it on', () => {
    const found = diagnose(runMesh({ ...always, fault: rarely(503), of: 'service:shop/payments' }));
    expect(found.verdict).toBe('usual');
    expect(found.hypotheses.map(({ culprit }) => culprit.name)).toContain('bank-v1');
  });

  it('does not speak of client errors, nor of what people tolerate', () => {
    const of = 'service:shop/bank';
    expect(diagnose(runMesh({ ...always, fault: rarely(404), of })).verdict).toBe('healthy');
    const tolerance = { code: '5XX', protocol: 'http', direction: 'inbound', degraded: 30, failure: 60 };
    const findTolerances = createFindTolerances([
      { name: 'bank', tolerance: [tolerance] },
      DEFAULT_HEALTH_RATE,
    ]);
    expect(diagnose(runMesh({ ...always, fault: rarely(503), of, findTolerances })).verdict).toBe('healthy');
  });
});
