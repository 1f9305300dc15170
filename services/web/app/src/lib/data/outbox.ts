/**
 * Writes of drafts on their way: sent one at a time, each on top of the version that the one before gave, and kept until
 * they are answered. Of what is typed meanwhile only the latest is sent.
 */
import type { Problem } from '#lib/api/client.ts';
import { problemIn } from '#lib/api/client.ts';
import type { Id } from '#lib/api/types.ts';

/** Waits for the network or a service, and is sent again by itself; every other problem is a refusal, told where it was typed. */
const PASSING = new Set(['no-contact', 'temporarily-unavailable', 'not-signed-in']);
const PAUSES_MS = [2_000, 5_000, 15_000, 60_000];

export interface Write<Body = unknown> {
	/** Where it is sent to: of one address one write is on its way. */
	readonly path: string;
	readonly claim: Id;
	readonly body: Body;
	/** The version that the server had when it was begun. */
	readonly base: number;
	/** What was handed to the network and is not answered: it may have arrived, so it goes again before anything newer. */
	readonly underway?: Body;
	/** Why it waits, or why it was refused. */
	readonly problem?: Problem;
}

export interface Around<One extends Write, Answer> {
	/** Sends what is under way on top of its base. */
	send: (one: One, body: One['body']) => Promise<Answer>;
	/** The version that the answer carries of what was sent. */
	versionOf: (answer: Answer, one: One) => number;
	/** Keep it on the phone, or let go of it. */
	keep: (one: One) => void;
	erase: (path: string) => void;
	/** The writes are now these. */
	changed: (writes: readonly One[]) => void;
	answered: (answer: Answer, one: One) => void;
}

export const isRefused = ({ problem }: Pick<Write, 'problem'>): boolean => problem !== undefined && !PASSING.has(problem.code);

export class Outbox<One extends Write, Answer> {
	#writes: readonly One[] = [];
	#draining: Promise<void> | undefined;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly around: Around<One, Answer>) {}

	/** Keep it and start sending. After a refusal it begins anew, on top of what the server then had. */
	save(typed: One): void {
		const before = this.#at(typed.path);
		const base = before && !isRefused(before) ? before.base : typed.base;
		this.#put({ ...typed, base, underway: before?.underway });
		void this.#send();
	}

	/** Take up what an earlier visit left, in the order in which it was begun. */
	resume(left: readonly One[]): void {
		this.#set([...left.filter((one) => !this.#at(one.path)), ...this.#writes]);
		this.now();
	}

	/** The network may be back. */
	now(): void {
		this.#failures = 0;
		void this.#send();
	}

	/** These belong to somebody else, who is not here: they stay on the phone. */
	leave(others: (one: One) => boolean): void {
		this.#set(this.#writes.filter((one) => !others(one)));
	}

	/** Until everything that can be sent has been. */
	async idle(): Promise<void> {
		await this.#draining;
	}

	/** Its owner wants neither to send nor to keep it. */
	letGo(path: string): void {
		this.#set(this.#writes.filter((one) => one.path !== path));
		this.around.erase(path);
	}

	#at = (path: string) => this.#writes.find((one) => one.path === path);

	#set(writes: readonly One[]): void {
		this.#writes = writes;
		this.around.changed(writes);
	}

	#put(one: One): void {
		this.#set(this.#at(one.path) ? this.#writes.map((each) => (each.path === one.path ? one : each)) : [...this.#writes, one]);
		this.around.keep(one);
	}

	#send(): Promise<void> {
		clearTimeout(this.#timer);
		return (this.#draining ??= this.#drain().finally(() => (this.#draining = undefined)));
	}

	async #drain(): Promise<void> {
		for (;;) {
			// After a refusal the rest of that claim waits: a claim that cannot be opened has no trip.
			const refused = new Set(this.#writes.filter(isRefused).map((one) => one.claim));
			const next = this.#writes.find((one) => !refused.has(one.claim));
			if (!next) return;
			if (await this.#sendOne(next)) continue;
			this.#timer = setTimeout(() => void this.#send(), PAUSES_MS[Math.min(this.#failures++, PAUSES_MS.length - 1)]);
			return;
		}
	}

	/** Whether the network took it: a refusal is an answer too. */
	async #sendOne(one: One): Promise<boolean> {
		const body = one.underway ?? one.body;
		this.#put({ ...one, underway: body });
		try {
			const answer = await this.around.send(one, body);
			this.#failures = 0;
			const now = this.#at(one.path);
			if (now && JSON.stringify(now.body) !== JSON.stringify(body)) {
				this.#put({ ...now, base: this.around.versionOf(answer, one), underway: undefined, problem: undefined });
			} else this.letGo(one.path);
			this.around.answered(answer, one);
			return true;
		} catch (error) {
			const problem = problemIn(error);
			const isAnswer = isRefused({ problem });
			const now = this.#at(one.path);
			if (now) this.#put({ ...now, problem, underway: isAnswer ? undefined : now.underway });
			return isAnswer;
		}
	}
}
