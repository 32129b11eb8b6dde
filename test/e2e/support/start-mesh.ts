import { DemoProcess } from '../../integration/support/demo-process';

/** Starts the demo unless MESHSCOPE_E2E_URL names a console that runs already; the tests read its address there. */
export default async function startMesh(): Promise<() => Promise<void>> {
  if (process.env.MESHSCOPE_E2E_URL !== undefined) return async () => undefined;
  const demo = await DemoProcess.start();
  process.env.MESHSCOPE_E2E_URL = demo.url;
  return () => demo.stop();
}
