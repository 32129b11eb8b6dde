import { readEnvironment } from '../config/read-options';
import { createMeshTest } from './is-mesh-host';
import { routeFetch } from './route-fetch';
import { routeHttp } from './route-http';

/**
 * Loaded into a Node process before its own code: plain HTTP calls connect to the sidecar instead of to the host they
 * name, which the sidecar then finds in the Host header. Whatever fails here leaves the process as it was.
 */
const outbound = /^(.+):(\d+)$/.exec(readEnvironment('MESHSCOPE_OUTBOUND') ?? '');
if (outbound !== null) {
  const address = { host: outbound[1] ?? '127.0.0.1', port: Number(outbound[2]) };
  const isMeshHost = createMeshTest(readEnvironment('no_proxy') ?? '');
  try {
    routeHttp(address, isMeshHost);
    routeFetch(address, isMeshHost);
  } catch {
    // The process works without a sidecar, too.
  }
}
