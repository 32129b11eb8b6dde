import { each, type FieldReport } from '../field-report';
import { domainNameProblem, isDnsLabel } from '../values/domain-name';

/** Reports names that cannot be those of gateways: `name`, or `namespace/name`. */
export function checkGatewayNames(
  names: readonly string[] | undefined,
  path: string,
  report: FieldReport,
): void {
  each(names, path, (name, at) => {
    const slash = name.indexOf('/');
    if (slash < 0) checkShortName(name, at, report);
    else checkFullName(name.slice(0, slash), name.slice(slash + 1), at, report);
  });
}

function checkShortName(name: string, path: string, report: FieldReport): void {
  const [gateway = '', namespace = ''] = name.split('.');
  if (name.includes('.')) {
    const better = `${namespace}/${gateway}`;
    report.warn(
      'virtual-service/legacy-gateway-name',
      path,
      `Gateway "${name}" is named the old way; write "${better}"`,
      {
        title: `Replace "${name}" by "${better}"`,
        edits: [{ path, value: better }],
      },
    );
  }
  report.check('virtual-service/invalid-gateway-name', path, domainNameProblem(name));
}

function checkFullName(namespace: string, name: string, path: string, report: FieldReport): void {
  if (!isDnsLabel(namespace)) {
    report.error(
      'virtual-service/invalid-gateway-name',
      path,
      `"${namespace}" is no namespace; a gateway is named namespace/name`,
    );
  }
  if (!isDnsLabel(name)) {
    report.error(
      'virtual-service/invalid-gateway-name',
      path,
      `"${name}" is no name of a gateway; a gateway is named namespace/name`,
    );
  }
}
