/**
 * Recognises the Common Expression Language by its grammar (cel-spec, "Syntax"): enough to say where an expression stops
 * being one, without evaluating it.
 */
export function celProblem(source: string): string | undefined {
  if (source.trim() === '') return 'The expression is empty';
  const tokens = tokenize(source);
  if ('problem' in tokens) return tokens.problem;
  const parser = new Parser(tokens.list);
  const isWhole = parser.expression() && parser.atEnd();
  return isWhole ? undefined : `The expression makes no sense at "${parser.rest()}"`;
}

const TOKEN =
  /\s+|\/\/[^\n]*|(?:0x[\da-f]+u?|(?:\d+\.\d+|\.\d+|\d+)(?:e[+-]?\d+)?u?)|(?:[rb]{0,2})(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|[a-z_]\w*|&&|\|\||[=!<>]=|[-+*/%!<>()[\]{}.,:?]/iy;

function tokenize(source: string): { list: string[] } | { problem: string } {
  const list: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(source) ?? [];
    if (token === undefined)
      return { problem: `The expression makes no sense at "${source.slice(at, at + 20)}"` };
    if (!/^(?:\s|\/\/)/.test(token)) list.push(token);
  }
  return { list };
}

const DEEPEST = 250;
const BINARY = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%', '&&', '||']);

/** Precedence decides what an expression means, not whether it is one: all binary operators are alike here. */
class Parser {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  rest(): string {
    return this.tokens.slice(this.at, this.at + 5).join(' ') || 'the end';
  }

  expression(): boolean {
    if (++this.depth > DEEPEST) return false;
    const isOne =
      this.operands() && (!this.take('?') || (this.expression() && this.take(':') && this.expression()));
    this.depth--;
    return isOne;
  }

  private operands(): boolean {
    do if (!this.unary()) return false;
    while (BINARY.has(this.peek()) && this.skip());
    return true;
  }

  private unary(): boolean {
    while (this.take('!') || this.take('-'));
    return this.primary() && this.members();
  }

  private members(): boolean {
    for (;;) {
      if (this.take('.')) {
        if (!this.field()) return false;
      } else if (this.take('[')) {
        this.take('?');
        if (!(this.expression() && this.take(']'))) return false;
      } else if (!this.isMessage()) return true;
      else if (!(this.take('{') && this.entriesUntil())) return false;
    }
  }

  private field(): boolean {
    this.take('?');
    return this.identifier() && (!this.take('(') || this.listUntil(')'));
  }

  /** `pkg.Message{...}`: braces directly behind a name. */
  private isMessage(): boolean {
    return this.peek() === '{' && /^\w+$/.test(this.tokens[this.at - 1] ?? '');
  }

  private primary(): boolean {
    if (this.take('(')) return this.expression() && this.take(')');
    if (this.take('[')) return this.listUntil(']');
    if (this.take('{')) return this.entriesUntil();
    if (/^(?:[\d"']|\.\d|[rb]{1,2}["'])/i.test(this.peek())) return this.skip();
    this.take('.');
    return this.identifier() && (!this.take('(') || this.listUntil(')'));
  }

  private identifier(): boolean {
    return /^[a-z_]\w*$/i.test(this.peek()) && this.peek() !== 'in' && this.skip();
  }

  private listUntil(end: string): boolean {
    while (!this.take(end)) {
      if (!this.expression() || (this.peek() !== end && !this.take(','))) return false;
    }
    return true;
  }

  private entriesUntil(): boolean {
    while (!this.take('}')) {
      const isEntry = this.expression() && this.take(':') && this.expression();
      if (!isEntry || (this.peek() !== '}' && !this.take(','))) return false;
    }
    return true;
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }

  private skip(): boolean {
    this.at++;
    return true;
  }

  private take(token: string): boolean {
    return this.peek() === token && this.skip();
  }
}
