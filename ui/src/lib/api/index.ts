/// Typed calls: `api.postReceipt({…})` is the contract's `post_receipt`. The functions are derived from the generated
/// `Calls` map, so a call that is not in the contract does not compile; a failure is always a `Problem`.
import { LOOKING_BACK, type AsKnownOn, type Calls, type Problem } from './generated';
import { theHost } from './host';

export type * from './generated';
export { newId } from './ids';

/** A text in several languages, by language code. */
export type Names = Record<string, string>;

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type Empty = Record<string, never> | Record<symbol, never>;
type Arguments<Request> = Empty extends Request ? [] : [request: Request];
export type Api = {
  [Name in keyof Calls as Camel<Name & string>]: (
    ...request: Arguments<Calls[Name]['request']>
  ) => Promise<Calls[Name]['reply']>;
};

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** Whatever was thrown, as the one shape a person can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return { code: thrown.code, subject: thrown.subject ?? null, facts: thrown.facts ?? {} };
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', subject: null, facts: { detail } };
}

/** A problem the screen itself finds before it asks the host. */
export function problem(code: string, subject: string | null = null, facts: Record<string, string> = {}): Problem {
  return { code, subject, facts };
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

let looking: AsKnownOn | null = null;

/** From now on reads answer what was known on a day, and calls that post are refused; null: as known now. */
export function lookBack(to: AsKnownOn | null): void {
  looking = to;
}

/** The request of a call, with the day that is looked back at beside its own fields. */
function asked(name: string, request: unknown): unknown {
  const own = request ?? {};
  return looking && LOOKING_BACK.has(name) ? { ...own, as_known: looking } : own;
}

let ask: ((doubt: Problem) => Promise<boolean>) | null = null;

/** Says how a person is asked about a text that looks as if it named somebody; without it such a call is refused. */
export function onRemark(how: ((doubt: Problem) => Promise<boolean>) | null): void {
  ask = how;
}

let tell: (name: string) => void = () => undefined;

/** Says who wants to know which calls are made, at the moment they are made. */
export function onAsked(how: (name: string) => void): void {
  tell = how;
}

let unanswered = 0;
let waiting: (() => void)[] = [];

/** Waits until no call is without its answer. */
export function allAnswered(): Promise<void> {
  return unanswered === 0 ? Promise.resolve() : new Promise((done) => waiting.push(done));
}

async function call(name: string, request: unknown): Promise<unknown> {
  unanswered += 1;
  try {
    return await (await theHost()).call(name, request);
  } catch (thrown) {
    throw asProblem(thrown);
  } finally {
    unanswered -= 1;
    if (unanswered === 0) {
      for (const done of waiting) done();
      waiting = [];
    }
  }
}

export const api = new Proxy({} as Api, {
  get: (_target, camel: string) => async (request: unknown) => {
    const name = snake(camel);
    tell(name);
    const whole = asked(name, request);
    try {
      return await call(name, whole);
    } catch (thrown) {
      const doubt = asProblem(thrown);
      if (doubt.code !== 'remark-may-identify' || !ask || !(await ask(doubt))) throw doubt;
      return call(name, { ...(whole as object), remark_confirmed: true });
    }
  },
});

/** Hears an event of the host for as long as the page lives. */
export async function hear<Payload>(event: string, heard: (payload: Payload) => void): Promise<void> {
  await (await theHost()).listen(event, (payload) => heard(payload as Payload));
}

/** Tells the host that a person can now work. */
export async function windowReady(): Promise<void> {
  await (await theHost()).ready();
}

/** Answers the host, which told that the person closes the window: closes it, or stays. */
export async function closeWindow(stay: boolean): Promise<void> {
  await (await theHost()).close(stay);
}
