/**
 * One answer of a service for one screen: the copy kept on the phone at once, the server's when it comes, and again
 * whenever something it concerns has changed.
 */
import { get, Problem } from '#lib/api/client.ts';
import type { Hint } from '#lib/api/types.ts';
import { listen } from '#lib/live.ts';
import { read, write } from './database.ts';

interface Kept<Answer> {
	at: string;
	answer: Answer;
}

/** Keep an answer on the phone for the page that shows it next. */
export function remember(path: string, answer: unknown, at = new Date().toISOString()): void {
	void write('answers', path, { at, answer: $state.snapshot(answer) } satisfies Kept<unknown>).catch(() => {});
}

/** Hints often come several together; one look is enough. */
const GATHER_MS = 120;

export class Query<Answer> {
	answer = $state.raw<Answer>();
	/** When the server gave `answer`. */
	at = $state<string>();
	/** Why the latest try failed; `answer` is then older. */
	problem = $state.raw<Problem>();
	/** `answer` is the server's, and not only the copy on the phone. */
	heard = $state(false);
	#asked = 0;

	constructor(readonly path: string) {}

	/** The server's answer now; also kept for the next visit. */
	async refresh(): Promise<void> {
		const turn = ++this.#asked;
		try {
			const answer = await get<Answer>(this.path);
			if (turn === this.#asked) this.set(answer);
		} catch (error) {
			if (turn === this.#asked && error instanceof Problem) this.problem = error;
			else if (!(error instanceof Problem)) throw error;
		}
	}

	/** Take an answer that came another way, for example from a write. */
	set(answer: Answer): void {
		this.#asked++;
		this.answer = answer;
		this.heard = true;
		this.at = new Date().toISOString();
		this.problem = undefined;
		remember(this.path, answer, this.at);
	}

	async #recall(): Promise<void> {
		const kept = await read<Kept<Answer>>('answers', this.path).catch(() => undefined);
		if (kept && this.answer === undefined) {
			this.answer = kept.answer;
			this.at = kept.at;
		}
	}

	/** Keep it current while a page shows it. */
	follow(concerns: (hint: Hint) => boolean): () => void {
		void this.#recall();
		void this.refresh();
		let gathering: ReturnType<typeof setTimeout> | undefined;
		const again = () => {
			clearTimeout(gathering);
			gathering = setTimeout(() => void this.refresh(), GATHER_MS);
		};
		const deaf = listen((hint) => {
			if (!hint || concerns(hint)) again();
		});
		addEventListener('online', again);
		return () => {
			clearTimeout(gathering);
			removeEventListener('online', again);
			deaf();
		};
	}
}

const concerning = (...things: string[]) => (hint: Hint) => things.includes(hint.thing);

/** A query that follows changes for as long as the component that asks is on screen; it rests while there is no path. */
export function useQuery<Answer>(path: () => string | undefined, ...things: string[]): { readonly current: Query<Answer> } {
	const address = $derived(path());
	const query = $derived(new Query<Answer>(address ?? ''));
	$effect(() => (address ? query.follow(concerning(...things)) : undefined));
	return {
		get current() {
			return query;
		}
	};
}
