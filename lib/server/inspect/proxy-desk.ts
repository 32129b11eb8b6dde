import { AppError } from '../../protocol/app-error';
import type { ProxyView } from '../../protocol/ingest/proxy-view';

/** An agent that tells what its proxy holds. */
export interface TellingAgent {
  /** Asks; the answer comes back with `id`. */
  askForProxy(id: number): void;
}

/** How long an agent may take to answer, milliseconds. */
const ANSWER_MS = 5_000;

interface Question {
  id: number;
  answer: Promise<ProxyView>;
  resolve: (view: ProxyView) => void;
  reject: (error: AppError) => void;
}

/** Asks agents what their proxies hold; who asks while a question is open gets the same answer. */
export class ProxyDesk {
  private readonly agents = new Map<string, TellingAgent>();
  private readonly questions = new Map<TellingAgent, Question>();
  private lastId = 0;

  join(agentId: string, agent: TellingAgent): void {
    this.agents.set(agentId, agent);
  }

  leave(agentId: string, agent: TellingAgent): void {
    if (this.agents.get(agentId) === agent) this.agents.delete(agentId);
    this.questions.get(agent)?.reject(new AppError('conflict', `Agent "${agentId}" left before it answered`));
  }

  /** @throws AppError `conflict` when the agent can't be asked now, `overloaded` when it does not answer in time. */
  async inspect(agentId: string): Promise<ProxyView> {
    const agent = this.agents.get(agentId);
    if (agent === undefined) {
      throw new AppError(
        'conflict',
        `Agent "${agentId}" can't be asked: it is not connected, or too old to tell`,
      );
    }
    const question = this.questions.get(agent) ?? this.ask(agentId, agent);
    return await question.answer;
  }

  /** What an agent answered; an answer to no question of ours is passed over. */
  take(agent: TellingAgent, id: number, view: ProxyView): void {
    const question = this.questions.get(agent);
    if (question?.id === id) question.resolve(view);
  }

  private ask(agentId: string, agent: TellingAgent): Question {
    const { promise, resolve, reject } = createAnswer();
    const question = { id: ++this.lastId, answer: promise, resolve, reject };
    this.questions.set(agent, question);
    const timer = setTimeout(
      () =>
        reject(new AppError('overloaded', `Agent "${agentId}" did not answer within ${ANSWER_MS / 1000} s`)),
      ANSWER_MS,
    );
    const forget = () => {
      clearTimeout(timer);
      this.questions.delete(agent);
    };
    promise.then(forget, forget);
    agent.askForProxy(question.id);
    return question;
  }
}

function createAnswer(): { promise: Promise<ProxyView> } & Pick<Question, 'resolve' | 'reject'> {
  let resolve: Question['resolve'] = () => {};
  let reject: Question['reject'] = () => {};
  const promise = new Promise<ProxyView>((onAnswer, onError) => {
    resolve = onAnswer;
    reject = onError;
  });
  return { promise, resolve, reject };
}
