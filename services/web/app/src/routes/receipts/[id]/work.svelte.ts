/** What can be done on a receipt's page, as writes. Each is tried again as it is where nobody answered. */
import { goto } from '$app/navigation';
import { put, remove } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { receipt as receiptPath, separation } from '#lib/api/paths.ts';
import type { Expense, Id, Receipt, ReceiptField, ReceiptFields, Separation } from '#lib/api/types.ts';
import { Attempt } from '#lib/data/attempt.svelte.ts';
import { changed, removeLine, saveLine, submit } from '#lib/data/drafts.ts';
import { moveLine, takeOff } from '#lib/data/moving.ts';
import { isRefused } from '#lib/data/outbox.ts';
import { dropPicture, EMPTY_EXPENSE, keepPages, keepPictures, replacePicture } from '#lib/data/pictures.svelte.ts';
import { allSent, letGoOfReceipt, saveReceiptSoon, sendDraftsNow } from '#lib/data/unsent.svelte.ts';
import type { TypedReceipt } from '#lib/typed-receipt.ts';
import { session } from '#lib/session.svelte.ts';
import type { ReceiptModel } from './model.svelte.ts';

/** How long a claim may take to hear of a correction before the person is asked to press again. */
const LOOKS_MAX = 40;
const BETWEEN_LOOKS_MS = 250;

export class ReceiptWork {
	readonly attempt = new Attempt();

	constructor(private readonly shown: ReceiptModel) {}

	/** Once what was typed here stands on the claim. Whether it does: not when it could not be sent, or takes too long. */
	hasCaughtUp = async (): Promise<boolean> => {
		if (this.shown.unsent && !(await this.#send())) return false;
		for (let look = 0; look < LOOKS_MAX && this.shown.isBehind; look++) {
			await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
			await this.shown.inClaim.refresh();
		}
		return !this.shown.isBehind;
	};

	/** What is kept here, now; whether all of it went. */
	#send = async (): Promise<boolean> => {
		const went = await this.attempt.run(async () => {
			sendDraftsNow();
			await allSent();
			const { unsent } = this.shown;
			if (unsent?.problem && !isRefused(unsent)) throw unsent.problem;
		});
		if (went && this.shown.unsent) scrollTo(0, 0); // why it was refused stands there
		return went && !this.shown.unsent;
	};

	#write = async (work: () => Promise<unknown>): Promise<void> => {
		const { asked, inClaim } = this.shown;
		const done = await this.attempt.run(work);
		if (!done && !this.attempt.again) await Promise.all([asked.refresh(), inClaim.refresh()]);
	};

	/** It is about what is shown now, also when its turn comes after something else is. */
	#answer = (send: (receipt: Receipt) => Promise<Receipt>): Promise<void> => {
		const { asked, inClaim } = this.shown;
		return this.#write(async () => {
			if (asked.answer) asked.set(await send(asked.answer));
			await inClaim.refresh();
		});
	};

	/** Kept on the phone and sent when it can be. */
	#keep = (typed: TypedReceipt): void => {
		const { id, claimId, asked } = this.shown;
		if (session.current && asked.answer) saveReceiptSoon(id, claimId, session.current.person_id, typed, asked.answer.version);
	};
	keep = (fields: ReceiptFields) => this.#keep({ fields });
	accept = (field: ReceiptField) => this.keep({ [field]: this.shown.asked.answer?.fields[field] });
	/** What is said on the claim's line, beside what is on the receipt. */
	keepLine = (line: Partial<Expense>) => this.#keep({ line });
	keepPurpose = (purpose: string) => this.keepLine({ purpose });
	isAnother = () => this.keepLine({ is_another: true });
	staysOff = () => this.keepLine({ belongs_to_no_trip: true });
	/** What could not be sent once more, after a refusal on top of what the server has now, … */
	again = async () => {
		if (this.shown.unsent && isRefused(this.shown.unsent)) await this.shown.asked.refresh();
		this.#keep({});
	};
	/** … or not at all. */
	letGo = () => letGoOfReceipt(this.shown.id);

	handIn = (reasons: Record<string, string>) =>
		this.#write(async () => {
			const claim = this.shown.inClaim.answer;
			if (!claim) return;
			await submit(claim, reasons);
			await goto(`/claims/${claim.id}`, { replace: true });
		});

	/** Each receipt in the picture gets a line of its own on the same claim. The ids are made once, so that a second try makes no more. */
	separate = () => {
		const ids = this.shown.asked.answer?.further.map(() => newId()) ?? [];
		const lines = ids.map((id) => ({ line: newId(), draft: { ...EMPTY_EXPENSE, receipt_id: id } }));
		return this.#answer(async (of) => {
			const separated = await put<Receipt>(separation(of.id), { ids } satisfies Separation);
			const { claimId } = this.shown;
			if (claimId) for (const { line, draft } of lines) await saveLine(claimId, line, draft);
			return separated;
		});
	};
	keepAsOne = () => this.#answer((of) => put<Receipt>(separation(of.id), { ids: [] } satisfies Separation));

	/** The way back from having made two: the other one goes, with its line. */
	throwAwayOther = (other: Id) =>
		this.#answer(async (of) => {
			const claim = this.shown.inClaim.answer;
			const line = claim?.lines.find((one) => one.kind === 'expense' && one.receipt_id === other);
			if (claim && line) await removeLine(claim.id, line);
			await remove(receiptPath(other));
			return of;
		});

	/** Onto a trip, and off where it is now. */
	moveTo = (trip: Id) =>
		this.leaveAfter(async () => {
			await allSent();
			const { inClaim, said } = this.shown;
			if (!inClaim.answer || !said) return '/';
			await moveLine(inClaim.answer, said, trip, (leaves) => (this.shown.leaving = leaves));
			await this.shown.mine.refresh(); // the trip's page looks at it first
			return `/trips/${trip}`;
		});
	/** Do it, then go where it leads. */
	leaveAfter = (work: () => Promise<string>) => this.attempt.run(async () => goto(await work(), { replace: true }));
	discard = () =>
		this.leaveAfter(async () => {
			const { inClaim: { answer: claim }, said } = this.shown;
			if (claim && said) await takeOff(claim, said);
			await remove(receiptPath(this.shown.id));
			this.letGo();
			return claim?.kind === 'trip' ? `/trips/${claim.id}` : '/';
		});

	/** One more receipt on the same claim. */
	another = async (files: File[]) => {
		const { claimId } = this.shown;
		if (session.current && claimId) await show(await keepPictures(files, session.current.person_id, { claim: claimId }), claimId);
	};
	/** Another picture instead of this one, in its place on the claim. */
	retake = async (files: File[]) => {
		const { claimId, said: line, id } = this.shown;
		if (!session.current || !claimId) return;
		const draft = line && changed(line, { is_another: false });
		const into = line && draft?.kind === 'expense' ? { line: { id: line.id, draft }, insteadOf: id } : {};
		await show(await keepPictures(files, session.current.person_id, { claim: claimId, ...into }), claimId);
	};
	/** Further pictures of this one. */
	addPages = async (files: File[]) => {
		if (session.current) await keepPages(files, session.current.person_id, this.shown.id, this.shown.claimId);
	};

	/** Other files instead of one that the server refused. */
	replace = async (files: File[]) => {
		const { waiting } = this.shown;
		if (!waiting?.claim) return;
		await show(await replacePicture(waiting.id, files), waiting.claim); // first, for this page would ask the server for what it never got
		await dropPicture(waiting.id);
	};
	throwAwayRefused = async () => {
		const thrown = this.shown.id;
		await goto('/', { replace: true }); // first here too
		await dropPicture(thrown);
	};
}

const show = (ids: Id[], of: Id) => goto(ids.length === 1 ? `/receipts/${ids[0]}` : `/claims/${of}/review`, { replace: true });
