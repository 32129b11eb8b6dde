const LIMIT_MS = 10_000;

/** Asks for JSON; fails with a sentence that says what to do. */
export async function fetchJson(url: string, token: string | undefined): Promise<unknown> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(LIMIT_MS) });
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Error(`cannot reach ${new URL(url).origin}: ${cause || 'connection refused'}. Is it running?`);
  }
  if (response.ok) return await response.json();
  if (response.status === 401)
    throw new Error(`${url} wants a token: give --token, --token-file or MESHSCOPE_TOKEN`);
  throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
}
