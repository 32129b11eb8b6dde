import type { Destination } from '../../../config/kinds/virtual-service';
import { each, type FieldReport } from '../field-report';
import { portProblem } from '../values/address';
import { isDnsLabel, wildcardDomainProblem } from '../values/domain-name';

/** The field rules of a destination. */
export function checkDestination(
  destination: Destination | undefined,
  path: string,
  report: FieldReport,
): void {
  if (destination === undefined) return;
  const { host = '', subset = '', port } = destination;
  report.check(
    'virtual-service/invalid-destination-host',
    `${path}.host`,
    host === '*' ? '"*" is no destination; name a service' : wildcardDomainProblem(host),
  );
  if (subset !== '' && !isDnsLabel(subset)) {
    report.error(
      'virtual-service/invalid-subset',
      `${path}.subset`,
      `"${subset}" cannot be the name of a subset`,
    );
  }
  if (port !== undefined)
    report.check('virtual-service/invalid-port', `${path}.port.number`, portProblem(port.number));
}

interface Weighted {
  readonly destination?: Destination;
  readonly weight?: number;
}

/** The field rules of destinations and their shares. */
export function checkWeights(
  routes: readonly Weighted[] | undefined,
  path: string,
  report: FieldReport,
): void {
  let total = 0;
  each(routes, path, ({ destination, weight = 0 }, at) => {
    if (destination === undefined)
      report.error('virtual-service/no-destination', `${at}.destination`, 'The route needs a destination');
    checkDestination(destination, `${at}.destination`, report);
    if (weight < 0)
      report.error('virtual-service/negative-weight', `${at}.weight`, `The weight ${weight} is less than 0`);
    total += weight;
  });
  if ((routes ?? []).length > 1 && total === 0) {
    report.error(
      'virtual-service/weights-not-positive',
      path,
      'The weights of the destinations add up to 0, so none would get a request; give them shares',
    );
  }
}
