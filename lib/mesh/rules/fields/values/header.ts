const NAME = /^[-_A-Za-z0-9]+$/;

/** RFC 9110, 5.6.2. */
const TOKEN = /^[-!#$%&'*+.^_`|~A-Za-z0-9]+$/;

/** What keeps a text from being the name of a header to look at. */
export function headerTokenProblem(name: string): string | undefined {
  if (name === '') return 'The header name is empty';
  return TOKEN.test(name) ? undefined : `"${name}" is no header name: it has characters no header may have`;
}

/** What keeps a text from being the name of a header to make: of the characters allowed only the usual ones. */
export function headerNameProblem(name: string): string | undefined {
  if (name === '') return 'The header name is empty';
  return NAME.test(name)
    ? undefined
    : `"${name}" is no header name: only letters, digits, - and _ are allowed`;
}

/** Whether a header name stands for a claim of the token: `@request.auth.claims.group`, `@request.auth.claims[a][b]`. */
export function isJwtClaim(name: string): boolean {
  return /^@request\.auth\.claims(?:(?:\.[^.[\]]+)+|(?:\[[^[\]]+\])+)$/i.test(name);
}

/** What keeps a header from being set or added on a request, where the host may be one. */
export function requestHeaderProblem(name: string): string | undefined {
  if (name === '') return 'The header name is empty';
  return name.startsWith(':') && !isAuthority(name)
    ? `"${name}" belongs to the protocol and cannot be changed`
    : undefined;
}

/** What keeps a header from being removed, or changed on a response. */
export function plainHeaderProblem(name: string): string | undefined {
  if (name === '') return 'The header name is empty';
  if (name.toLowerCase() === 'host') return 'The host cannot be changed here; use rewrite.authority';
  return name.startsWith(':') ? `"${name}" belongs to the protocol and cannot be changed` : undefined;
}

/** Whether a header name stands for the host of a request. */
export function isAuthority(name: string): boolean {
  return ['host', ':authority'].includes(name.toLowerCase());
}

/** What keeps a text from being a header value: control characters, and `%` that begins no command of Envoy. */
export function headerValueProblem(value: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value))
    return 'A header value must not have control characters';
  let rest = value;
  for (let percent = rest.indexOf('%'); percent >= 0; percent = rest.indexOf('%')) {
    const command = COMMAND.exec(rest.slice(percent));
    if (command === null) {
      return `"${value}" has a % that begins no command such as %REQ(x-id)%; write %% for a percent sign`;
    }
    rest = rest.slice(percent + command[0].length);
  }
  return undefined;
}

/** `%%`, `%NAME%`, `%NAME(argument)%`, `%NAME(["a", "b"])%`, with Envoy's own ideas of where blanks may stand. */
const COMMAND =
  /^(?:%%|%[^%(]*%|%[^%(]*\( *\[ *"(?:[^"\\)]|\\.)*" *(?:, *"(?:[^"\\)]|\\.)*" *)*\] *\) *%|%[^%(]*\( *[^[ "](?:[^"\\)]|\\.)*\) *%)/s;
