// Runs in a thread of its own: thousands of objects take longer to judge than anybody should wait for an answer.
import { parentPort } from 'node:worker_threads';
import { createJudgeServer } from './answer-judge-requests';
import type { JudgeRequest } from './judge-message';

const answer = createJudgeServer();
parentPort?.on('message', async (request: JudgeRequest) => parentPort?.postMessage(await answer(request)));
