import { getConfigPush } from '../../protocol/api/config-push';
import { describePush } from '../config-store/view/describe-push';
import { handle } from './handler';

export const configPushHandler = handle(getConfigPush, ({ config }) => describePush(config));
