import { getTimeline } from '../../protocol/api/timeline';
import { getTimeline as readTimeline } from '../query/timeline/get-timeline';
import { handle } from './handler';

export const timelineHandler = handle(getTimeline, ({ query, history }, request) =>
  readTimeline(query, history, request.query),
);
