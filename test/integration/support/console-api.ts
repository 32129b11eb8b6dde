import type * as z from 'zod/mini';

/** A console as its API answers. */
export abstract class ConsoleApi {
  abstract readonly url: string;

  /** An answer of the API, parsed by its schema. */
  async get<Response extends z.ZodMiniType>(
    endpoint: { path: string; response: Response },
    query: Readonly<Record<string, string | number>> = {},
    params: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<Response>> {
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const url = new URL(path, this.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const answer = await fetch(url);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`GET ${url.pathname}${url.search} answered ${answer.status}: ${text}`);
    return endpoint.response.parse(JSON.parse(text));
  }

  /** Posts a body and parses the answer; fails with the console's own message. */
  async post<Response extends z.ZodMiniType>(
    endpoint: { path: string; response: Response },
    body: unknown,
    params: Readonly<Record<string, string>> = {},
  ): Promise<z.infer<Response>> {
    const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const answer = await fetch(new URL(path, this.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${text}`);
    return endpoint.response.parse(JSON.parse(text));
  }
}
