import { describe, it } from 'vitest';
import { checkRoutingCase, ROUTING_CASES } from './support/routing-cases';

describe('a request goes where the rules send it', () => {
  it.each(ROUTING_CASES)('$name', (one) => checkRoutingCase(one));
});
