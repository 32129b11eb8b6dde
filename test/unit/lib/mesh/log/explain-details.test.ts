import { describe, expect, it } from 'vitest';
import { codeClass } from '@/lib/mesh/log/code-class';
import { explainDetails } from '@/lib/mesh/log/explain-details';

describe('explainDetails()', () => {
  it('says nothing about an answer of the service itself', () => {
    for (const plain of [null, '', '-', 'via_upstream']) expect(explainDetails(plain)).toBe('');
  });

  it('spells out known details', () => {
    expect(explainDetails('no_healthy_upstream')).toBe('No endpoint of the service is healthy.');
  });

  it('takes the reset reason out of the braces', () => {
    expect(explainDetails('upstream_reset_before_response_started{remote_connection_failure}')).toBe(
      'The connection to the service broke before it answered: remote connection failure.',
    );
  });

  it('is silent about what it does not know', () => {
    expect(explainDetails('some_new_detail')).toBe('');
  });
});

describe('codeClass()', () => {
  it('sorts codes, and 0 as no response', () => {
    expect([0, 101, 204, 302, 404, 503].map(codeClass)).toEqual([
      'noResponse',
      'ok',
      'ok',
      'redirect',
      'clientError',
      'serverError',
    ]);
  });
});
