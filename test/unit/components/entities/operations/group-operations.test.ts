import { describe, expect, it } from 'vitest';
import { groupOperations, previewTemplates } from '@/components/entities/operations/group-operations';

const counted = (learnt: string, requests: number, shown = learnt) => ({ learnt, shown, requests });
const answer = {
  from: 0,
  to: 60_000,
  templates: [],
  operations: [
    counted('GET /orders/{id}', 60),
    counted('GET /users/alice', 40),
    counted('GET /users/bob', 30),
  ],
};

describe('groupOperations()', () => {
  it('adds up what is shown under one name, busiest first, templates without requests last', () => {
    const templates = ['GET /users/{name}', 'GET /orders/export'];
    const operations = answer.operations.map((one) =>
      one.learnt.startsWith('GET /users') ? { ...one, shown: 'GET /users/{name}' } : one,
    );
    expect(groupOperations({ ...answer, templates, operations })).toEqual([
      {
        shown: 'GET /users/{name}',
        isOwn: true,
        learnt: ['GET /users/alice', 'GET /users/bob'],
        requests: 70,
      },
      { shown: 'GET /orders/{id}', isOwn: false, learnt: ['GET /orders/{id}'], requests: 60 },
      { shown: 'GET /orders/export', isOwn: true, learnt: [], requests: 0 },
    ]);
  });
});

describe('previewTemplates()', () => {
  it('shows what would be merged', () => {
    const { operations, problems, fromNowOn } = previewTemplates(['GET /users/{name}'], answer);
    expect(operations[0]).toMatchObject({ shown: 'GET /users/{name}', requests: 70 });
    expect(problems.size).toBe(0);
    expect(fromNowOn).toEqual([]);
  });

  it('tells what only counts from now on, and where the past stays', () => {
    expect(previewTemplates(['GET /orders/export'], answer).fromNowOn).toEqual([
      { template: 'GET /orders/export', hiddenIn: ['GET /orders/{id}'] },
    ]);
  });

  it('names lines that cannot be read, and goes on with the others', () => {
    const { operations, problems } = previewTemplates(['/users', 'GET /users/{name}'], answer);
    expect([...problems.keys()]).toEqual(['/users']);
    expect(operations[0]?.shown).toBe('GET /users/{name}');
  });
});
