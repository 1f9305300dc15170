/** For which employment something new is made, for a person with several; the latest choice is remembered on this phone. */
import type { Id } from '#lib/api/types.ts';
import { session } from '#lib/session.svelte.ts';

const KEY = 'kvittera.employment';
let chosen = $state(localStorage.getItem(KEY));

export function currentEmployment(): Id | undefined {
	const mine = session.current?.employments ?? [];
	return mine.find((one) => one === chosen) ?? mine[0];
}

export function chooseEmployment(id: Id): void {
	chosen = id;
	localStorage.setItem(KEY, id);
}
