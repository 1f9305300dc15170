/** What is typed on this phone and not yet answered by the server: seen by every page, kept also when the app is closed. */
import { put } from '#lib/api/client.ts';
import { claim as claimPath, line as linePath, trip as tripPath } from '#lib/api/paths.ts';
import type { Claim, ClaimKind, Id, LineDraft, NewClaim, TripDraft } from '#lib/api/types.ts';
import { erase, readAll, write } from './database.ts';
import { Outbox, type Write } from './outbox.ts';
import { remember } from './query.svelte.ts';

type Unbased<Draft> = Draft extends unknown ? Omit<Draft, 'base_version'> : never;
export type TripBody = Unbased<TripDraft>;
export type LineBody = Unbased<LineDraft>;
type OfClaim = { readonly what: 'claim'; readonly body: NewClaim };
type OfTrip = { readonly what: 'trip'; readonly body: TripBody };
type OfLine = { readonly what: 'line'; readonly line: Id; readonly body: LineBody };
/** What is typed, and of what. */
export type Typed = OfClaim | OfTrip | OfLine;
type Sent<Of extends Typed> = Of & Write<Of['body']> & { readonly person: Id; /** When it was begun. */ readonly begun: string };
export type Unsent = Sent<OfClaim> | Sent<OfTrip> | Sent<OfLine>;

let unsent = $state.raw<readonly Unsent[]>([]);
const listeners = new Set<(claim: Claim) => void>();

const outbox = new Outbox<Unsent, Claim>({
	send: (one, body) => put<Claim>(one.path, one.what === 'claim' ? body : { ...body, base_version: one.base }),
	versionOf: versionIn,
	// A private window keeps nothing; what is typed is sent all the same.
	keep: ({ problem: _, ...one }) => void write('drafts', one.path, one).catch(() => {}),
	erase: (path) => void erase('drafts', path).catch(() => {}),
	changed: (writes) => (unsent = writes),
	answered: (answer) => {
		remember(claimPath(answer.id), answer);
		for (const hear of listeners) hear(answer);
	}
});

function versionIn(answer: Claim, of: Unsent): number {
	if (of.what === 'trip') return answer.trip?.version ?? 0;
	return of.what === 'line' ? (answer.lines.find((one) => one.id === of.line)?.version ?? 0) : 0;
}

export const unsentOf = (claim: Id): readonly Unsent[] => unsent.filter((one) => one.claim === claim);
export const allUnsent = (): readonly Unsent[] => unsent;

const now = () => new Date().toISOString();
export const openSoon = (claim: Id, person: Id, employment: Id, kind: ClaimKind): void =>
	outbox.save({ what: 'claim', path: claimPath(claim), claim, person, begun: now(), base: 0, body: { employment_id: employment, kind } });
export const saveTripSoon = (claim: Id, person: Id, body: TripBody, base: number): void =>
	outbox.save({ what: 'trip', path: tripPath(claim), claim, person, begun: now(), base, body: $state.snapshot(body) as TripBody });
export const saveLineSoon = (claim: Id, line: Id, person: Id, body: LineBody, base: number): void =>
	outbox.save({ what: 'line', path: linePath(claim, line), claim, line, person, begun: now(), base, body: $state.snapshot(body) as LineBody });

/** Until everything that can be sent has been. */
export const allSent = (): Promise<void> => outbox.idle();
export const letGo = (path: string): void => outbox.letGo(path);

/** Hear each answer of the server about a claim. */
export function whenSent(hear: (claim: Claim) => void): () => void {
	listeners.add(hear);
	return () => listeners.delete(hear);
}

/** Take up what an earlier visit left. */
export async function resumeDrafts(person: Id): Promise<void> {
	const left = await readAll<Unsent>('drafts').catch(() => []);
	outbox.leave((one) => one.person !== person);
	outbox.resume(left.filter((one) => one.person === person).sort((one, other) => (one.begun < other.begun ? -1 : 1)));
	addEventListener('online', () => outbox.now());
}
