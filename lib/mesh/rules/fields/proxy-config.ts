import type { ProxyConfigSpec } from '../../config/kinds/proxy-config';
import type { FieldReport } from './field-report';
import { checkSelector } from './values/targets';

/** The field rules of a ProxyConfig. */
export function checkProxyConfig({ selector, concurrency = 0 }: ProxyConfigSpec, report: FieldReport): void {
  checkSelector(selector, 'spec.selector', report);
  if (concurrency < 0)
    report.error(
      'proxy-config/negative-concurrency',
      'spec.concurrency',
      `${concurrency} threads cannot be run; 0 stands for all cores`,
    );
}
