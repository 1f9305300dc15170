/** A line onto another claim, and off where it is: one way for all that do it. */
import { newId } from '#lib/api/ids.ts';
import type { Claim, Expense, Id } from '#lib/api/types.ts';
import { copied, openClaim, removeLine, saveLine, throwAway } from './drafts.ts';

/** Ids of what a move makes, made once, so that a second try makes no more. */
const made = new Map<string, Id>();
function idOf(what: string): Id {
	if (!made.has(what)) made.set(what, newId());
	return made.get(what)!;
}

/** A draft of one receipt that is then empty goes with its line. */
export async function takeOff(from: Claim, line: Expense): Promise<void> {
	if (from.kind === 'expense' && from.lines.length === 1) await throwAway(from.id);
	else await removeLine(from.id, line);
}

/** `onleave` hears that it leaves where it is, so that a claim that goes is not asked for, and that it stays after all. */
export async function moveLine(from: Claim, line: Expense, to: Id, onleave: (leaves: boolean) => void = () => {}): Promise<void> {
	await saveLine(to, idOf(`line ${line.id} on ${to}`), copied(line));
	onleave(true);
	try {
		await takeOff(from, line);
	} catch (error) {
		onleave(false);
		throw error;
	}
}

/** Onto a claim of its own. */
export async function moveOut(from: Claim, line: Expense): Promise<void> {
	const own = idOf(`claim of ${line.id}`);
	await openClaim(own, from.employment_id, 'expense');
	await moveLine(from, line, own);
}
