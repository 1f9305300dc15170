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
	#underway: Promise<boolean> = Promise.resolve(true);

	/** Whether it succeeded; a second press while a try is on its way does nothing. */
	run(work: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return Promise.resolve(false);
		return (this.#underway = this.#try(work));
	}

	/** The same for what may not be lost: it waits for what is on its way. */
	async inTurn(work: () => Promise<unknown>): Promise<boolean> {
		while (this.busy) await this.#underway; // of several that wait, one goes on before the next looks
		return this.run(work);
	}

	async #try(work: () => Promise<unknown>): Promise<boolean> {
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
