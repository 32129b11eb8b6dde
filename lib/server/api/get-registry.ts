import { getRegistry } from '../../protocol/api/registry';
import { describeRegistry } from '../query/describe-registry';
import { handle } from './handler';

export const registryHandler = handle(getRegistry, ({ query }) => describeRegistry(query));
