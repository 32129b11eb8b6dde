import { printUserName, USER_HEADER } from '../../../lib/protocol/user-header';
import { userName } from './user-name';

/** Large files take their time; a console that does not answer at all is found out sooner. */
const LIMIT_MS = 60_000;

/** A refusal of the API in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly details: unknown;

  constructor(code: string, message: string, details: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Narrows what a call of the API failed with. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError';
}

/** The console's API from the command line. */
export interface ConsoleApi {
  get<T>(path: string, query?: Readonly<Record<string, string>>): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  delete<T>(path: string, query?: Readonly<Record<string, string>>): Promise<T>;
}

/** Speaks to a console as the holder of `token`; to one that asks for none, by the user's name, for its history. */
export function createConsoleApi(consoleUrl: string, token: string | undefined): ConsoleApi {
  const user = userName();
  const call = async <T>(
    method: string,
    path: string,
    query: Readonly<Record<string, string>>,
    body: unknown,
  ): Promise<T> => {
    const url = new URL(path, consoleUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await send(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(user === undefined ? {} : { [USER_HEADER]: printUserName(user) }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await toError(url, response);
    return (await response.json()) as T;
  };
  return {
    get: (path, query = {}) => call('GET', path, query, undefined),
    post: (path, body) => call('POST', path, {}, body),
    delete: (path, query = {}) => call('DELETE', path, query, undefined),
  };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(LIMIT_MS) });
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`cannot reach ${url.origin}: ${cause || 'connection refused'}. Is it running?`);
  }
}

async function toError(url: URL, response: Response): Promise<Error> {
  if (response.status === 401) {
    return new Error(`${url.origin} wants its admin token: give --token or MESHSCOPE_ADMIN_TOKEN`);
  }
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string; details?: unknown } };
    return new ApiError(error.code, error.message, error.details);
  } catch {
    return new Error(`${url.href} answered ${response.status}: ${text.slice(0, 200)}`);
  }
}
