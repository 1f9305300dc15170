/** What is being typed is kept at each pause, and before its page is left, hidden or closed. */
import { beforeNavigate } from '$app/navigation';

const PAUSE_MS = 800;

export function atPauses(keep: () => void): { readonly typed: () => void; readonly kept: () => void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const kept = () => {
		clearTimeout(timer);
		timer = undefined;
	};
	const now = () => {
		if (timer === undefined) return;
		kept();
		keep();
	};
	beforeNavigate(now);
	$effect(() => {
		addEventListener('pagehide', now);
		document.addEventListener('visibilitychange', now);
		return () => {
			kept();
			removeEventListener('pagehide', now);
			document.removeEventListener('visibilitychange', now);
		};
	});
	const typed = () => {
		clearTimeout(timer);
		timer = setTimeout(now, PAUSE_MS);
	};
	return { typed, kept };
}
