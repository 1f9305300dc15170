/** A list that comes in pages, newest first: the first page is kept current, further ones are fetched on demand. */
import { get } from '#lib/api/client.ts';
import type { Id } from '#lib/api/types.ts';
import { Attempt } from './attempt.svelte.ts';
import { useQuery, type Query } from './query.svelte.ts';

interface Page {
	next: string | null;
}

export class List<Answer extends Page, Item extends { id: Id }> {
	/** Fetching a further page. */
	readonly attempt = new Attempt();
	/** All that was shown when the latest further page came, and that page: what moves off the first page is still here. */
	#later = $state.raw<readonly Item[]>([]);
	#next = $state<string | null>();

	constructor(
		private readonly path: string,
		private readonly first: { readonly current: Query<Answer> },
		private readonly itemsOf: (answer: Answer) => readonly Item[]
	) {}

	get query(): Query<Answer> {
		return this.first.current;
	}

	/** Absent until the first page has come. */
	get items(): readonly Item[] | undefined {
		const answer = this.query.answer;
		if (!answer) return undefined;
		const newest = this.itemsOf(answer);
		const there = new Set(newest.map((one) => one.id));
		return [...newest, ...this.#later.filter((one) => !there.has(one.id))];
	}

	get hasMore(): boolean {
		return Boolean(this.#cursor);
	}

	fetchMore = (): Promise<boolean> =>
		this.attempt.run(async () => {
			const page = await get<Answer>(`${this.path}${this.path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(this.#cursor ?? '')}`);
			this.#later = [...(this.items ?? []), ...this.itemsOf(page)];
			this.#next = page.next;
		});

	get #cursor(): string | null | undefined {
		return this.#next === undefined ? this.query.answer?.next : this.#next;
	}
}

export const useList = <Answer extends Page, Item extends { id: Id }>(path: string, itemsOf: (answer: Answer) => readonly Item[], ...things: string[]) =>
	new List<Answer, Item>(path, useQuery<Answer>(() => path, ...things), itemsOf);
