/** Writes of one screen, one at a time. What was typed stays on the screen until a try has succeeded. */
import { problemIn, type Problem } from '#lib/api/client.ts';

/** Nobody answered, or nobody could just then: the same again may well work. */
const PASSING = new Set(['no-contact', 'temporarily-unavailable']);

export class Attempt {
	/** A try is on its way. */
	busy = $state(false);
	/** Why the latest try failed. */
	problem = $state.raw<Problem>();
	#work: (() => Promise<unknown>) | undefined;

	/** Whether it succeeded; a second press while a try is on its way does nothing. */
	async run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.#work = work;
		this.busy = true;
		this.problem = undefined;
		try {
			await work();
			return true;
		} catch (error) {
			this.problem = problemIn(error);
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** The same once more, where that can help. */
	get again(): (() => void) | undefined {
		const work = this.#work;
		return work && this.problem && PASSING.has(this.problem.code) ? () => void this.run(work) : undefined;
	}
}
