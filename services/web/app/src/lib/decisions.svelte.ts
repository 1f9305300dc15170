/** Decisions just made, and the way back while the server still allows it. */
import { put, remove } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { decision as decisionPath } from '#lib/api/paths.ts';
import type { CaseSummary, Decision, Id, NewDecision } from '#lib/api/types.ts';

/** How many approvals are on their way at once. */
const TOGETHER = 4;

export interface Undoable {
	decisions: Decision[];
	/** When the first of them takes effect, on this phone's clock. */
	until: string;
}

let latest = $state.raw<Undoable>();
/** One decision a version: a second press sends the same id again. */
const ids = new Map<string, Id>();

export const latestDecision = (): Undoable | undefined => latest;
export function forget(): void {
	latest = undefined;
}

function idOf(claim: Id, decision: NewDecision): Id {
	const key = JSON.stringify([claim, decision]);
	const id = ids.get(key) ?? newId();
	ids.set(key, id);
	return id;
}

export async function decide(claim: Id, decision: NewDecision): Promise<void> {
	remember([await put<Decision>(decisionPath(claim, idOf(claim, decision)), decision)]);
}

/** Each claim gets a decision of its own; the first refusal stops the rest. */
export async function approveAll(cases: readonly CaseSummary[]): Promise<void> {
	const made: Decision[] = [];
	const left = [...cases];
	const work = async () => {
		for (let one = left.shift(); one; one = left.shift()) {
			const decision: NewDecision = { version: one.version, decision: 'approve' };
			made.push(await put<Decision>(decisionPath(one.claim_id, idOf(one.claim_id, decision)), decision));
		}
	};
	try {
		await Promise.all(Array.from({ length: TOGETHER }, work));
	} catch (error) {
		left.length = 0;
		throw error;
	} finally {
		if (made.length) remember(made);
	}
}

export async function undo(decisions: readonly Decision[]): Promise<void> {
	for (const one of decisions) await remove(decisionPath(one.claim_id, one.id));
	// What was undone may be decided anew: that is another decision.
	ids.clear();
	forget();
}

function remember(decisions: Decision[]): void {
	const seconds = Math.min(...decisions.map((one) => one.seconds_left));
	latest = { decisions, until: new Date(Date.now() + seconds * 1000).toISOString() };
}
