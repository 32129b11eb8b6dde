import { CATALOGUE } from '../../mesh/rules/catalogue';
import { TRAFFIC_CATALOGUE } from '../../mesh/rules/traffic/traffic-catalogue';
import { listConfigRules } from '../../protocol/api/config-rules';
import { handle } from './handler';

export const listConfigRulesHandler = handle(listConfigRules, () => ({
  rules: [...CATALOGUE, ...TRAFFIC_CATALOGUE].map(({ name, codes, severity, why, docs }) => ({
    name,
    codes,
    severity,
    why,
    docs,
  })),
}));
