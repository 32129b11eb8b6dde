import type { RouteRequest } from '../../lib/mesh/routing/route-request';
import type { RequestHead } from '../http1/request-head';

/** A request, as routing looks at it; what no rule asks for is never worked out. */
export class RequestFacts implements RouteRequest {
  readonly scheme: string;
  readonly authority: string;
  claims?: Readonly<Record<string, unknown>>;
  readonly #head: RequestHead;
  readonly #target: string;
  #headers: Readonly<Record<string, string>> | undefined;

  constructor(head: RequestHead, authority: string, target: string, scheme: string) {
    this.#head = head;
    this.authority = authority;
    this.#target = target;
    this.scheme = scheme;
  }

  get method(): string {
    return this.#head.method;
  }

  get path(): string {
    const mark = this.#target.indexOf('?');
    return mark < 0 ? this.#target : this.#target.slice(0, mark);
  }

  get query(): string {
    const mark = this.#target.indexOf('?');
    return mark < 0 ? '' : this.#target.slice(mark + 1);
  }

  get headers(): Readonly<Record<string, string>> {
    this.#headers ??= this.#head.headers.toRecord();
    return this.#headers;
  }

  findHeader(lowerName: string): string | undefined {
    return this.#head.headers.findJoined(lowerName);
  }
}
