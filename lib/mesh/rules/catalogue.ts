import type { Rule } from './rule';
import { hostNotFound } from './virtual-service/host-not-found';

/** Every rule, in the order in which findings are told. */
export const CATALOGUE: readonly Rule[] = [hostNotFound];
