/** Collects what a decision asked for that no access log keeps. */
export class UnseenFields {
  private readonly names = new Set<string>();

  note(name: string): void {
    this.names.add(name);
  }

  /** What was asked for since the last time. */
  take(): string[] {
    const taken = [...this.names];
    this.names.clear();
    return taken;
  }

  /** Headers of which only some are known; asking for another one is noted, and finds nothing. */
  headers(known: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
    const present = Object.fromEntries(
      Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const ask = (name: string | symbol): void => {
      if (typeof name === 'string' && !Object.hasOwn(known, name)) this.note(`header ${name}`);
    };
    return new Proxy(present, {
      get: (target, name, self) => {
        ask(name);
        return Reflect.get(target, name, self);
      },
      has: (target, name) => {
        ask(name);
        return Reflect.has(target, name);
      },
      getOwnPropertyDescriptor: (target, name) => {
        ask(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys: (target) => {
        this.note('all headers');
        return Reflect.ownKeys(target);
      },
    });
  }

  /** Claims of a token, which no log keeps. */
  claims(): Readonly<Record<string, unknown>> | undefined {
    this.note('the claims of its token');
    return undefined;
  }
}
