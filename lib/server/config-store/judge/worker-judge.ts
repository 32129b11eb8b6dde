import type { ConfigResource } from '../../../mesh/config/resource';
import type { Finding } from '../../../mesh/rules/finding';
import { AppError } from '../../../protocol/app-error';
import type { Judge, JudgedConfig, MeshView } from './judge';
import type { JudgeAnswer, JudgeRequest, PlainResource } from './judge-message';

/** What is used of a thread. */
export interface JudgeThread {
  postMessage(request: JudgeRequest): void;
  on(event: 'message', listener: (answer: JudgeAnswer) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  unref(): void;
  terminate(): Promise<unknown>;
}

interface Waiting {
  resolve: (findings: readonly Finding[]) => void;
  reject: (error: Error) => void;
}

/** Questions that wait at a time. */
const WAITING_LIMIT = 64;
/** An object that none of the last questions was about is forgotten. */
const REMEMBERED = 8;
/** A thread that nobody asks for so long gives its memory back. */
const IDLE_MS = 10 * 60_000;

/**
 * Judges in a thread of its own, which is started when first asked, told only what it does not know, and started anew
 * should it die.
 */
export class WorkerJudge {
  private readonly start: () => JudgeThread;
  private thread: JudgeThread | undefined;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private numbers = new Map<ConfigResource, { number: number; usedAt: number }>();
  private told: Partial<MeshView> = {};
  private lastNumber = 0;
  private questions = 0;

  constructor(start: () => JudgeThread) {
    this.start = start;
  }

  readonly judge: Judge = (config, mesh) => {
    if (this.waiting.size >= WAITING_LIMIT) {
      return Promise.reject(new AppError('overloaded', 'Too many configurations wait to be checked'));
    }
    this.thread ??= this.open();
    this.restAfterIdling();
    const request = this.describe(config, mesh);
    return new Promise((resolve, reject) => {
      this.thread?.postMessage(request);
      this.waiting.set(request.id, { resolve, reject });
    });
  };

  async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.lose('the console stops');
    await thread?.terminate();
  }

  private open(): JudgeThread {
    const thread = this.start();
    thread.unref();
    thread.on('message', (answer) => this.take(answer));
    thread.on('error', (error) => this.thread === thread && this.lose(error.message));
    thread.on('exit', () => this.thread === thread && this.lose('its thread ended'));
    return thread;
  }

  private take(answer: JudgeAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('findings' in answer) waiting?.resolve(answer.findings);
    else waiting?.reject(new Error(`Cannot check the configuration: ${answer.error}`));
  }

  /** The thread is gone, and with it all it was told. */
  private lose(why: string): void {
    this.thread = undefined;
    this.numbers = new Map();
    this.told = {};
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) {
      reject(new AppError('overloaded', `Cannot check the configuration: ${why}`));
    }
  }

  private restAfterIdling(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (this.waiting.size > 0) return this.restAfterIdling();
      void this.stop();
    }, IDLE_MS);
    this.idle.unref();
  }

  private describe({ resources, drafts }: JudgedConfig, mesh: MeshView): JudgeRequest {
    const id = ++this.questions;
    const learn: [number, PlainResource][] = [];
    const numberOf = (resource: ConfigResource): number => {
      const known = this.numbers.get(resource) ?? { number: ++this.lastNumber, usedAt: 0 };
      if (known.usedAt === 0) learn.push([known.number, plain(resource)]);
      known.usedAt = id;
      this.numbers.set(resource, known);
      return known.number;
    };
    const order = resources.map(numberOf);
    const forget: number[] = [];
    for (const [resource, { number, usedAt }] of this.numbers) {
      if (usedAt > id - REMEMBERED) continue;
      this.numbers.delete(resource);
      forget.push(number);
    }
    return { id, learn, forget, order, drafts: [...drafts].map(numberOf), mesh: this.news(mesh) };
  }

  /** Parts that are other objects than last time. */
  private news(mesh: MeshView): Partial<MeshView> {
    const news: Partial<MeshView> = { now: mesh.now };
    if (mesh.services !== this.told.services) news.services = mesh.services;
    if (mesh.settings !== this.told.settings) news.settings = mesh.settings;
    if (mesh.observed !== this.told.observed) news.observed = mesh.observed;
    if (JSON.stringify(mesh.agents) !== JSON.stringify(this.told.agents)) news.agents = mesh.agents;
    this.told = { ...mesh };
    return news;
  }
}

function plain({ origin: { file, index }, ...resource }: ConfigResource): PlainResource {
  return { ...resource, origin: { file, index } };
}
