import { describe, expect, it } from 'vitest';
import { describeLog, reasonsOf, whyFailed } from '@/lib/client/logs/describe-log';
import { makeLine } from './make-line';

describe('describeLog()', () => {
  it('says who asked whom and how it ended', () => {
    expect(describeLog(makeLine())).toBe(
      'web-v1 asked reviews for GET /reviews/0 and reviews-v2 answered 200 OK after 12 ms.',
    );
  });

  it('explains a request that got no answer', () => {
    const gone = makeLine({
      response_code: 0,
      response_flags: 'DC',
      response_code_details: 'downstream_remote_disconnect',
      source_workload: 'unknown',
    });
    expect(describeLog(gone)).toContain(
      'Somebody outside the mesh asked reviews for GET /reviews/0 and got no answer',
    );
    expect(reasonsOf(gone)).toHaveLength(2);
  });

  it('gives no reason for a plain answer', () => {
    expect(reasonsOf(makeLine())).toEqual([]);
  });
});

describe('whyFailed()', () => {
  it('names who answered so where no proxy had a part in it', () => {
    expect(whyFailed(makeLine({ response_code: 503 }))).toEqual([
      'reviews-v2 answered 503 Service Unavailable itself.',
    ]);
    const outside = makeLine({ response_code: 500, destination_workload: 'unknown' });
    expect(whyFailed(outside)).toEqual(['reviews answered 500 Internal Server Error itself.']);
  });

  it('gives the reasons of the proxy where it has some', () => {
    const full = makeLine({ response_code: 503, response_flags: 'UO' });
    expect(whyFailed(full)).toEqual(reasonsOf(full));
  });
});
