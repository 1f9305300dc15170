/** What is typed and cannot be sent yet, such as a day without its time: it stays on this phone until it can. */
const NAME = 'kvittera.half-typed.';

export function halfTyped<Typed>(of: string): Typed | undefined {
	const kept = localStorage.getItem(NAME + of);
	return kept === null ? undefined : (JSON.parse(kept) as Typed);
}

/** Nothing: it has been sent, or let go of. */
export function keepHalfTyped(of: string, typed: unknown): void {
	if (typed === undefined) localStorage.removeItem(NAME + of);
	else localStorage.setItem(NAME + of, JSON.stringify(typed));
}
