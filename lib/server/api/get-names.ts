import { getNames } from '../../protocol/api/entities';
import { getNames as readNames } from '../query/get-names';
import { handle } from './handler';

export const namesHandler = handle(getNames, ({ query }) => readNames(query));
