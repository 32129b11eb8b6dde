import { layOut } from '@/lib/mesh/graph/layout/lay-out';
import type { LayoutAnswer, LayoutRequest } from './layout-message';

addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  postMessage(answer(data));
});

function answer({ id, input }: LayoutRequest): LayoutAnswer {
  try {
    return { id, result: layOut(input) };
  } catch (error) {
    return { id, error: String(error) };
  }
}
