import { describe, expect, it } from 'vitest';
import { diagnose } from '@/lib/mesh/diagnosis/diagnose';
import { createFindTolerances, DEFAULT_HEALTH_RATE } from '@/lib/mesh/health/health-rate';
import type { Tolerance } from '@/lib/mesh/health/tolerance';
import { type Fault, runMesh, STEPS } from '../../../../support/faults/synthetic-mesh';

const FAULT_STEP = 62;
/** A share of the calls to the bank ends in a code. */
const failing = (share: number, code: number): Fault => ({
  outcome: ({ to, chance }) => (to === 'bank' && chance < share ? { code } : undefined),
});
const tolerance = (parts: Partial<Tolerance>): Tolerance => ({
  code: '5XX',
  protocol: 'http',
  direction: 'inbound',
  degraded: 30,
  failure: 60,
  ...parts,
});
const toleratedBy = (name: string, ...given: Tolerance[]) =>
  createFindTolerances([{ name, tolerance: given }, DEFAULT_HEALTH_RATE]);

function ask(
  fault: Fault,
  findTolerances = toleratedBy('nobody', tolerance({})),
  { faultStep = FAULT_STEP, of = 'service:shop/bank' } = {},
) {
  return diagnose(runMesh({ seed: 5, fault, faultStep, of, findTolerances }));
}

describe('tolerances of a hop', () => {
  it('let failures pass that somebody called tolerable, on a service or a workload, and no others', () => {
    const fault = failing(0.15, 503);
    expect(ask(fault).verdict).toBe('trouble');
    expect(ask(fault, toleratedBy('bank', tolerance({}))).verdict).toBe('healthy');
    expect(ask(fault, toleratedBy('bank-v1', tolerance({}))).verdict).toBe('healthy');
    expect(ask(fault, toleratedBy('bank', tolerance({ code: '404' }))).verdict).toBe('trouble');
    expect(ask(fault, toleratedBy('bank', tolerance({ direction: 'outbound' }))).verdict).toBe('trouble');
    expect(ask(fault, toleratedBy('ledger', tolerance({}))).verdict).toBe('trouble');
  });

  it('do not let more pass than they say', () => {
    expect(ask(failing(0.6, 503), toleratedBy('bank', tolerance({}))).verdict).toBe('trouble');
  });

  it('keep what is beyond them when other codes are within', () => {
    const fault: Fault = {
      outcome: ({ to, chance }) =>
        to !== 'bank' || chance > 0.3 ? undefined : { code: chance < 0.15 ? 404 : 503 },
    };
    const found = ask(fault, toleratedBy('bank', tolerance({ code: '404' })));
    expect(found.verdict).toBe('trouble');
    expect(found.headline).not.toContain('404');
  });

  it('find what fails all the time and would be little elsewhere', () => {
    const always = { faultStep: 0, of: 'service:shop/bank' };
    const fault: Fault = {
      outcome: ({ to, chance }) => (to === 'bank' && chance < 0.05 ? { code: 404 } : undefined),
    };
    const usual = ask(fault, undefined, always);
    expect(usual.verdict).not.toBe('trouble');
    const strict = ask(
      fault,
      toleratedBy('bank', tolerance({ code: '4XX', degraded: 1, failure: 2 })),
      always,
    );
    expect(strict.verdict).toBe('trouble');
    expect(STEPS).toBeGreaterThan(FAULT_STEP);
  });
});
