import { goto } from '$app/navigation';

/** Back goes where the person came from; a page opened by a deep link goes to its parent, which is the link's address. */
let visited = 0;

/** Tell how far the person has walked inside the app: +1 for a page opened, the step of a history move otherwise. */
export function walked(steps: number): void {
	visited = Math.max(0, visited + steps);
}

export function back(event: MouseEvent): void {
	if (visited === 0) return;
	event.preventDefault();
	history.back();
}

/** A task is done: back does not return to it but to the parent of what follows. */
export function finished(): void {
	visited = 0;
}

/** Back where the person came from, or there when nothing lies behind. */
export async function leaveFor(address: string): Promise<void> {
	if (visited === 0) await goto(address, { replace: true });
	else history.back();
}
