import { PreviewPanel } from '../preview/preview-panel';
import { type ChangeSet, changeText } from './change-set';

/** What the change would have done to recorded requests. */
export function TrafficSection({ change }: { change: ChangeSet }) {
  return <PreviewPanel yaml={changeText(change)} namespace={change.namespace} remove={change.remove} />;
}
