/** What is typed on this phone and not yet answered by the server: seen by every page, kept also when the app is closed. */
import { get, Problem, put } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { claim as claimPath, correction, line as linePath, receipt as receiptPath, trip as tripPath } from '#lib/api/paths.ts';
import type { Claim, ClaimKind, Correction, Expense, Id, LineDraft, NewClaim, Receipt, TripDraft } from '#lib/api/types.ts';
import { together, type TypedReceipt } from '#lib/typed-receipt.ts';
import { changed, saveLine } from './drafts.ts';
import { erase, readAll, write } from './database.ts';
import { Outbox, type Write } from './outbox.ts';
import { remember } from './query.svelte.ts';

type Unbased<Draft> = Draft extends unknown ? Omit<Draft, 'base_version'> : never;
export type TripBody = Unbased<TripDraft>;
export type LineBody = Unbased<LineDraft>;
type OfClaim = { readonly what: 'claim'; readonly body: NewClaim };
type OfTrip = { readonly what: 'trip'; readonly body: TripBody };
type OfLine = { readonly what: 'line'; readonly line: Id; readonly body: LineBody };
/** Of a receipt what is changed: its fields under the id of the correction, and its line on the claim beside them. */
type OfReceipt = { readonly what: 'receipt'; readonly receipt: Id; readonly on: Id | undefined; readonly body: Required<TypedReceipt> & { readonly correction: Id } };
/** What is typed, and of what. */
export type Typed = OfClaim | OfTrip | OfLine | OfReceipt;
type Sent<Of extends Typed> = Of & Write<Of['body']> & { readonly person: Id; /** When it was begun. */ readonly begun: string };
type OnReceipt = Sent<OfReceipt>;
export type Unsent = Sent<OfClaim> | Sent<OfTrip> | Sent<OfLine> | OnReceipt;
/** What the server says then: of a receipt also the receipt, where it was corrected. */
export interface Answer {
	readonly claim?: Claim;
	readonly receipt?: Receipt;
}

let unsent = $state.raw<readonly Unsent[]>([]);
const listeners = new Set<(answer: Answer, of: Unsent) => void>();

const outbox = new Outbox<Unsent, Answer>({
	send: async (one, body) => {
		if (one.what === 'receipt') return sendReceipt(one, body as OnReceipt['body']);
		return { claim: await put<Claim>(one.path, one.what === 'claim' ? body : { ...body, base_version: one.base }) };
	},
	versionOf: versionIn,
	// A private window keeps nothing; what is typed is sent all the same.
	keep: ({ problem: _, ...one }) => void write('drafts', one.path, one).catch(() => {}),
	erase: (path) => void erase('drafts', path).catch(() => {}),
	changed: (writes) => (unsent = writes),
	answered: (answer, one) => {
		if (answer.claim) remember(claimPath(answer.claim.id), answer.claim);
		if (answer.receipt) remember(receiptPath(answer.receipt.id), answer.receipt);
		for (const hear of listeners) hear(answer, one);
	}
});

function versionIn({ claim, receipt }: Answer, of: Unsent): number {
	if (of.what === 'receipt') return receipt?.version ?? of.base;
	if (of.what === 'trip') return claim?.trip?.version ?? 0;
	return of.what === 'line' ? (claim?.lines.find((one) => one.id === of.line)?.version ?? 0) : 0;
}

/** What is said on the line first: the claim hears of the correction later, and by then the line is its person's. */
async function sendReceipt({ on, receipt, base }: OnReceipt, { correction: id, fields, line }: OnReceipt['body']): Promise<Answer> {
	return {
		claim: on && Object.keys(line).length ? await saveOnLine(on, receipt, line) : undefined,
		receipt: Object.keys(fields).length ? await put<Receipt>(correction(receipt, id), { base_version: base, fields } satisfies Correction) : undefined
	};
}

/** How often a line is changed anew because the service changed it meanwhile, by what it heard of the receipt. */
const TRIES = 3;
async function saveOnLine(claim: Id, receipt: Id, fields: Partial<Expense>, tries = TRIES): Promise<Claim> {
	const now = await get<Claim>(claimPath(claim));
	const line = now.lines.find((one): one is Expense => one.kind === 'expense' && one.receipt_id === receipt);
	if (!line) return now;
	try {
		return await saveLine(claim, line.id, changed(line, fields));
	} catch (error) {
		if (tries > 1 && error instanceof Problem && error.code === 'version-outdated') return saveOnLine(claim, receipt, fields, tries - 1);
		throw error;
	}
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

const pathOf = (receipt: Id) => `${receiptPath(receipt)}/corrections`;
export const unsentOn = (receipt: Id): OnReceipt | undefined => unsent.find((one): one is OnReceipt => one.path === pathOf(receipt));
/** Those of the receipts on that claim; nothing else of it waits for them. */
export const unsentReceipts = (on: Id): readonly Unsent[] => unsent.filter((one) => one.what === 'receipt' && one.on === on);
/** Beside what was typed before and is not sent; `on`: the claim that its line is on, `base`: the receipt's version that is shown. */
export function saveReceiptSoon(receipt: Id, on: Id | undefined, person: Id, typed: TypedReceipt, base: number): void {
	const body = { correction: newId(), ...together([unsentOn(receipt)?.body ?? {}, $state.snapshot(typed) as TypedReceipt]) };
	outbox.save({ what: 'receipt', path: pathOf(receipt), claim: receipt, receipt, on, person, begun: now(), base, body });
}
export const letGoOfReceipt = (receipt: Id): void => outbox.letGo(pathOf(receipt));
export const sendDraftsNow = (): void => outbox.now();

/** Until everything that can be sent has been. */
export const allSent = (): Promise<void> => outbox.idle();
export const letGo = (path: string): void => outbox.letGo(path);

/** Hear each answer of the server, and to what. */
export function whenSent(hear: (answer: Answer, of: Unsent) => void): () => void {
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
