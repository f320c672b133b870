/// One posting from a form: it runs once at a time, gathers the screen's own findings and the host's refusal in one list,
/// and asks when a doubtful clock calls a date future.
import { asProblem, type Problem } from '$lib/api';
import { sentence } from '$lib/i18n/problem';

const ASKS = 'date-in-future-clock-suspect';

export class Posting<Reply> {
  busy = $state(false);
  problems = $state.raw<Problem[]>([]);
  /** The clock is doubtful: the person is asked to look at the date. */
  question = $state.raw<Problem>();
  #send: (dateConfirmed: boolean) => Promise<Reply>;
  #done: (reply: Reply) => void;

  constructor(send: (dateConfirmed: boolean) => Promise<Reply>, done: (reply: Reply) => void) {
    this.#send = send;
    this.#done = done;
  }

  /** `found`: what the screen itself refuses; nothing is sent while there is any. */
  async run(found: Problem[] = [], dateConfirmed = false): Promise<void> {
    if (this.busy) return;
    this.question = undefined;
    this.problems = found;
    if (found.length > 0) return;
    this.busy = true;
    try {
      this.#done(await this.#send(dateConfirmed));
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code === ASKS) this.question = problem;
      else this.problems = [problem];
    } finally {
      this.busy = false;
    }
  }

  /** The sentence under the field a problem is about. */
  at(subject: string): string | undefined {
    const problem = this.problems.find((one) => one.subject === subject);
    return problem ? sentence(problem) : undefined;
  }
}

/** `lines.2.good` → `line-2-good`, `handed_over_on` → `field-handed-over-on`: the id of the input concerned. */
export function fieldId(subject: string): string {
  const line = /^lines\.(\d+)\.(.+)$/.exec(subject);
  const dashed = (text: string) => text.replaceAll('_', '-').replaceAll('.', '-');
  return line ? `line-${line[1]}-${dashed(line[2] ?? '')}` : `field-${dashed(subject)}`;
}
