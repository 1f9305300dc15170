/** Writes to a claim, in the words of its screens. Each gives the claim as it then stands. */
import { put, remove } from '#lib/api/client.ts';
import { claim, line, submission, trip, withdrawal } from '#lib/api/paths.ts';
import type { Claim, ClaimKind, Expense, Id, Line, LineDraft, NewClaim, Submission, TripDraft, Withdrawal } from '#lib/api/types.ts';
import { remember } from './query.svelte.ts';

export const openClaim = (id: Id, employment: Id, kind: ClaimKind) => 
	put<Claim>(claim(id), { employment_id: employment, kind } satisfies NewClaim);
export const throwAway = (id: Id) => remove(claim(id));
export const saveTrip = (id: Id, draft: TripDraft) => put<Claim>(trip(id), draft);
export const saveLine = (id: Id, lineId: Id, draft: LineDraft) => put<Claim>(line(id, lineId), draft);
export const removeLine = (id: Id, of: Line) => remove<Claim>(`${line(id, of.id)}?base_version=${of.version}`);
/** `version` is the one that the submission makes; the same again gives the same answer. */
export async function submit(of: Claim, reasons: Record<string, string>): Promise<void> {
	const answer = await put<Claim>(submission(of.id), { version: of.version + 1, reasons } satisfies Submission);
	remember(claim(of.id), answer); // so that the claim's page never shows, nor tells, that it is a draft still
}
export const withdraw = (of: Claim) => put<Claim>(withdrawal(of.id), { version: of.version } satisfies Withdrawal);

/** What an expense says, for a line of another claim. */
export function copied({ id: _, version: __, ...said }: Expense): LineDraft {
	return { ...said, base_version: 0 };
}

/** A line as a draft on top of the version that was seen, with some fields changed. */
export function changed<Kind extends Line>(of: Kind, fields: Partial<Kind>): LineDraft {
	const { id: _, version, ...draft } = { ...of, ...fields, version: of.version };
	return { ...draft, base_version: version } as LineDraft;
}
