/** What an admin page answers. */
export interface AdminAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** One admin page. */
export interface AdminPage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly help: string;
  readonly answer: (query: URLSearchParams) => AdminAnswer | Promise<AdminAnswer>;
}

export function answerText(body: string, status = 200): AdminAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

export function answerJson(value: unknown): AdminAnswer {
  return {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}
