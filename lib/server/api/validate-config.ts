import { validateConfig } from '../../protocol/api/config-changes';
import { validateConfig as validate } from '../config-store/change/validate-config';
import { handle } from './handler';

export const validateConfigHandler = handle(validateConfig, ({ config }, { body }) => validate(config, body));
