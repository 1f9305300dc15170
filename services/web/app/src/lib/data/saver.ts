/**
 * “Saved is saved”: sends a draft as it changes, one write at a time, each on top of the version that the one before gave.
 * What is typed while a write is on its way is sent next, only the latest.
 */
export class Saver<Draft, Answer> {
	#waiting: Draft | undefined;
	#sending: Promise<void> | undefined;

	constructor(
		/** Sends the draft on top of `base`; gives the answer. */
		private readonly send: (draft: Draft, base: number) => Promise<Answer>,
		/** The version that an answer carries. */
		private readonly versionOf: (answer: Answer) => number,
		private base: number,
		private readonly tell: { saved: (answer: Answer, more: boolean) => void; failed: (error: unknown) => void }
	) {}

	/** Start from what the server holds now; ignored while something of our own is on its way. */
	rebase(version: number): void {
		if (!this.#sending) this.base = version;
	}

	get busy(): boolean {
		return this.#sending !== undefined;
	}

	save(draft: Draft): Promise<void> {
		this.#waiting = draft;
		this.#sending ??= this.#drain().finally(() => {
			this.#sending = undefined;
		});
		return this.#sending;
	}

	async #drain(): Promise<void> {
		while (this.#waiting !== undefined) {
			const draft = this.#waiting;
			this.#waiting = undefined;
			try {
				const answer = await this.send(draft, this.base);
				this.base = this.versionOf(answer);
				this.tell.saved(answer, this.#waiting !== undefined);
			} catch (error) {
				this.#waiting = undefined;
				this.tell.failed(error);
			}
		}
	}
}
