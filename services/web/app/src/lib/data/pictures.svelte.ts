/**
 * Pictures on their way: kept on the phone the moment they are taken, sent with what they belong to, and let go of only
 * when the server has all of it. Network is a detail that we carry.
 */
import { Problem, put, remove } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { claim, line, pageOf, receipt } from '#lib/api/paths.ts';
import type { ExpenseDraft, Id, NewClaim } from '#lib/api/types.ts';
import { erase, readAll, write } from './database.ts';
import type { Destination, Kept, KeptFile, KeptReceipt, Waiting } from './kept.ts';
import { upload } from './upload.ts';

/** It waits for the network or a service, and is sent again by itself. */
const PASSING = new Set(['no-contact', 'temporarily-unavailable']);
/** It waits for its owner too; every other problem is a refusal, which the same file would meet again. */
const WAITING = new Set([...PASSING, 'not-signed-in']);
/** Of more files at once nobody waits for each. */
const AT_ONCE_MAX = 10;
const PAUSES_MS = [2_000, 5_000, 15_000, 60_000];
/** Addresses of pictures taken in this visit, also after they were sent: the screen need not fetch what the phone has. */
const urls = new Map<Id, string>();
const kept = new Map<Id, Kept>();

let waiting = $state<Waiting[]>([]);
let sending = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const waitingPictures = (): readonly Waiting[] => waiting;
/** Further pictures of that receipt. */
export const waitingPages = (of: Id): readonly Waiting[] => waiting.filter((one) => one.pageOf === of);
/** Those that are on their way to that claim. */
export const waitingFor = (claim: Id): readonly Waiting[] => waiting.filter((one) => one.claim === claim && !one.pageOf);
/** The page of the app that shows it. */
export const addressOfWaiting = (one: Waiting): string => `/receipts/${one.pageOf ?? one.id}`;
export const waitingPicture = (id: Id): Waiting | undefined => waiting.find((one) => one.id === id);
/** Why the server does not take the file; it stays until the person replaces it or throws it away. */
export const refusalOf = (one: Waiting | undefined): Problem | undefined => (one?.problem && !WAITING.has(one.problem.code) ? one.problem : undefined);
/** The picture as this phone has it, if it was taken here in this visit. */
export const localPicture = (id: Id): string | undefined => urls.get(id);

export const EMPTY_EXPENSE: ExpenseDraft = {
	kind: 'expense', base_version: 0, receipt_id: null, lost_receipt_reason: null, expense_kind: null,
	merchant: '', date: null, amount_ore: null, vat: [], purpose: '', is_another: false, belongs_to_no_trip: false, coding: {}, exchange: null,
	representation: null, parts: [], paid_with: 'own'
};

/** Keep the files on the phone and start sending. Gives the ids of their receipts, in order. */
export async function keepPictures(files: readonly File[], person: Id, to: Destination): Promise<Id[]> {
	const ids: Id[] = [];
	for (const file of files) {
		const one = keptFile(file, person, files.length > AT_ONCE_MAX);
		const first = ids.length === 0;
		const base = to.line && first ? to.line : { id: newId(), draft: EMPTY_EXPENSE };
		await take({
			...one, claim: to.claim, employment: to.employment, line: base.id,
			draft: { ...$state.snapshot(base.draft), receipt_id: one.id }, insteadOf: first ? to.insteadOf : undefined
		});
		ids.push(one.id);
	}
	void sendAll();
	return ids;
}

/** Keep further pictures of a receipt, and start sending. */
export async function keepPages(files: readonly File[], person: Id, of: Id, claim: Id | undefined): Promise<void> {
	for (const file of files) await take({ ...keptFile(file, person, false), pageOf: of, claim });
	void sendAll();
}

const keptFile = (file: File, person: Id, bulk: boolean): KeptFile => ({
	id: newId(), person, name: file.name, type: file.type || 'application/octet-stream', blob: file,
	addedAt: new Date().toISOString(), bulk
});

/** Take up what an earlier visit left. */
export async function resumePictures(person: Id): Promise<void> {
	for (const one of await readAll<Kept>('pictures').catch(() => [])) {
		if (one.person === person && !kept.has(one.id)) show(one);
	}
	addEventListener('online', sendNow);
	void sendAll();
}

export function sendNow(): void {
	clearTimeout(timer);
	failures = 0;
	void sendAll();
}

/** Keep these instead of a file that the server refused, where it was to go. Gives the ids of their receipts, in order. */
export async function replacePicture(id: Id, files: readonly File[]): Promise<Id[]> {
	const one = kept.get(id);
	if (!one || 'pageOf' in one) return [];
	const { claim, employment, line, draft, insteadOf } = one;
	return keepPictures(files, one.person, { claim, employment, line: { id: line, draft }, insteadOf });
}

/** Throw away a picture that the server refused. */
export async function dropPicture(id: Id): Promise<void> {
	await erase('pictures', id);
	letGo(id);
}

async function take(one: Kept): Promise<void> {
	await write('pictures', one.id, one);
	show(one);
}

function show(one: Kept): void {
	kept.set(one.id, one);
	const url = urls.get(one.id) ?? (one.type.startsWith('image/') ? URL.createObjectURL(one.blob) : undefined);
	if (url) urls.set(one.id, url);
	waiting.push({ id: one.id, claim: one.claim, opens: 'line' in one && one.employment !== undefined, pageOf: 'pageOf' in one ? one.pageOf : undefined, addedAt: one.addedAt, name: one.name, url, progress: 0 });
}

function letGo(id: Id): void {
	kept.delete(id);
	waiting = waiting.filter((one) => one.id !== id);
}

async function sendAll(): Promise<void> {
	if (sending) return;
	sending = true;
	try {
		for (const one of [...kept.values()]) await sendOne(one);
	} finally {
		sending = false;
	}
	const next = waiting.some((one) => !one.problem);
	const later = waiting.some((one) => one.problem && PASSING.has(one.problem.code));
	if (next) void sendAll();
	else if (later) timer = setTimeout(() => void sendAll(), PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]);
}

async function sendOne(one: Kept): Promise<void> {
	const state = waiting.find((row) => row.id === one.id);
	if (!state || refusalOf(state)) return;
	try {
		const path = 'pageOf' in one ? pageOf(one.pageOf, one.id) : receipt(one.id);
		await upload(path, one, (progress) => (state.progress = progress));
		if (!('pageOf' in one)) await putOnClaim(one);
		await erase('pictures', one.id);
		letGo(one.id);
		failures = 0;
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		state.problem = error;
	}
}

async function putOnClaim(one: KeptReceipt): Promise<void> {
	if (one.employment) {
		await put(claim(one.claim), { employment_id: one.employment, kind: 'expense' } satisfies NewClaim);
		for (const row of waiting) if (row.claim === one.claim) row.opens = false;
	}
	await put(line(one.claim, one.line), one.draft);
	if (one.insteadOf) await remove(receipt(one.insteadOf));
}
