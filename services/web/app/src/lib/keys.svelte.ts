/** Single keys on a desk; they can be turned off (WCAG 2.1.4). */
const KEY = 'kvittera.keys';
let on = $state(localStorage.getItem(KEY) !== 'off');

export const keysOn = (): boolean => on;
export function turnKeys(wish: boolean): void {
	on = wish;
	localStorage.setItem(KEY, wish ? 'on' : 'off');
}

/** Call what belongs to the key, unless the person is typing or a dialog is open. */
export function onKey(event: KeyboardEvent, actions: Record<string, (() => unknown) | undefined>): void {
	const busy = event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
	if (!on || busy || event.ctrlKey || event.metaKey || event.altKey) return;
	const action = actions[event.key.toLowerCase()];
	if (!action) return;
	event.preventDefault();
	action();
}
