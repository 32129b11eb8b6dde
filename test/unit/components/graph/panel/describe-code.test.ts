import { describe, expect, it } from 'vitest';
import { describeCode } from '@/components/graph/panel/describe-code';

const row = (code: string, grpcStatus = '', flags = '-') => ({ code, flags, grpcStatus, requests: 1 });

describe('describeCode()', () => {
  it('names a gRPC call by its status and colours it by that, not by the 200 it travels with', () => {
    expect(describeCode(row('200', '14'))).toMatchObject({
      title: 'UNAVAILABLE',
      words: 'gRPC status 14, HTTP 200',
      codeClass: 'grpc error',
    });
    expect(describeCode(row('200', '0'))).toMatchObject({ title: 'OK', codeClass: 'grpc ok' });
  });

  it('says codes in words, success without', () => {
    expect(describeCode(row('200'))).toMatchObject({ title: '200', words: '', codeClass: '2xx' });
    expect(describeCode(row('503')).words).toBe('Service Unavailable');
  });

  it('explains flags first, and leads to the lines that have them', () => {
    const { title, flags, words, filter } = describeCode(row('0', '', 'UF,URX'));
    expect([title, flags]).toEqual(['No response', 'UF,URX']);
    expect(words.length).toBeGreaterThan(10);
    expect(filter).toEqual({ code: '0', flag: 'UF' });
  });
});
