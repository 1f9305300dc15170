/** “Look again”: hints that something changed. A hint may be lost or come twice; nothing depends on it. */
import { LIVE } from '#lib/api/paths.ts';
import type { Hint } from '#lib/api/types.ts';

/** A listener gets the hint, or nothing after a reconnect: then anything may have changed. */
type Listener = (hint?: Hint) => void;
const listeners = new Set<Listener>();
let source: EventSource | undefined;

export function listen(listener: Listener): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Also called when the network is back. */
export function startLive(): void {
	if (source) return;
	source = new EventSource(LIVE);
	source.addEventListener('changed', (event) => tell(JSON.parse(event.data as string) as Hint));
	let opened = false;
	source.addEventListener('open', () => {
		if (opened) tell();
		opened = true;
	});
}

export function stopLive(): void {
	source?.close();
	source = undefined;
}

function tell(hint?: Hint): void {
	for (const listener of listeners) listener(hint);
}
