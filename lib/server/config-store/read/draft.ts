import type { ConfigObject } from '../../../mesh/config/config-object';
import type { ConfigKindName } from '../../../mesh/config/kinds';
import type { ParseProblem } from '../../../mesh/config/parse-resources';
import type { ConfigResource, TextPosition } from '../../../mesh/config/resource';

/** An object on its way into the store. */
export interface Draft {
  /** `configKey`. */
  key: string;
  kind: ConfigKindName;
  /** With its namespace; finds places in the text it was read from. */
  resource: ConfigResource;
  object: ConfigObject;
  /** As it will be kept: its own text. */
  yaml: string;
  /** Where it begins; undefined for one that was not sent as text. */
  position: TextPosition | undefined;
}

/** An object of a kind that the store does not keep. */
export interface SkippedObject {
  kind: string;
  namespace: string;
  name: string;
  file: string;
  position: TextPosition | undefined;
  note: string;
}

/** What a text holds. */
export interface ReadDrafts {
  drafts: Draft[];
  skipped: SkippedObject[];
  problems: ParseProblem[];
}
