import { normalizePath } from '../../../lib/mesh/access/normalize-path';
import type { AccessControl } from '../../access/access-control';
import type { Layer } from '../layer';
import type { LocalReply } from '../local-reply';

const REFUSED: LocalReply = { code: 400, flags: '-', details: 'path_normalization_failed', body: '' };

/** Policies and the app see one and the same path, in the form that the mesh has chosen. */
export function createNormalizePathLayer(access: AccessControl): Layer {
  return {
    name: 'normalize-path',

    onRequest(exchange) {
      const { record } = exchange;
      const mark = record.path.indexOf('?');
      const path = mark < 0 ? record.path : record.path.slice(0, mark);
      const normalized = normalizePath(path, access.policy.settings.pathNormalization);
      if (normalized === undefined) {
        access.counters.refusedPaths++;
        exchange.reply(REFUSED);
        return 'wait';
      }
      if (normalized !== path) record.path = mark < 0 ? normalized : normalized + record.path.slice(mark);
      return undefined;
    },
  };
}
