/** What can be done on a receipt's page, as writes. Each is tried again as it is where nobody answered. */
import { goto } from '$app/navigation';
import { put, remove } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { receipt as receiptPath, separation } from '#lib/api/paths.ts';
import type { Claim, Expense, Id, Receipt, ReceiptFields, Separation } from '#lib/api/types.ts';
import { Attempt } from '#lib/data/attempt.svelte.ts';
import { changed, removeLine, saveLine, submit, throwAway } from '#lib/data/drafts.ts';
import type { Waiting } from '#lib/data/kept.ts';
import { dropPicture, EMPTY_EXPENSE, keepPages, keepPictures, replacePicture } from '#lib/data/pictures.svelte.ts';
import type { Query } from '#lib/data/query.svelte.ts';
import { confirm, correct } from '#lib/receipts.ts';
import { session } from '#lib/session.svelte.ts';

/** What the page shows when something is done. */
export interface Shown {
	readonly id: Id;
	readonly asked: Query<Receipt>;
	readonly inClaim: Query<Claim>;
	readonly claimId: Id | undefined;
	readonly line: Expense | undefined;
	readonly waiting: Waiting | undefined;
}

export class ReceiptWork {
	readonly attempt = new Attempt();

	constructor(private readonly shown: Shown) {}

	#write = async (work: () => Promise<unknown>): Promise<void> => {
		const { asked, inClaim } = this.shown;
		const done = await this.attempt.run(work);
		if (!done && !this.attempt.again) await Promise.all([asked.refresh(), inClaim.refresh()]);
	};

	#answer = (send: (receipt: Receipt) => Promise<Receipt>): Promise<void> =>
		this.#write(async () => {
			const { asked, inClaim } = this.shown;
			if (asked.answer) asked.set(await send(asked.answer));
			await inClaim.refresh();
		});

	keep = (fields: ReceiptFields) => this.#answer((of) => correct(of, fields));
	accept = () => this.#answer(confirm);

	keepPurpose = (purpose: string) =>
		this.#write(async () => {
			const { inClaim, line } = this.shown;
			if (inClaim.answer && line) inClaim.set(await saveLine(inClaim.answer.id, line.id, changed(line, { purpose })));
		});

	/** It is another receipt than the one it looks the same as. */
	isAnother = () =>
		this.#write(async () => {
			const { inClaim, line } = this.shown;
			if (inClaim.answer && line) inClaim.set(await saveLine(inClaim.answer.id, line.id, changed(line, { is_another: true })));
		});

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

	/** Take the line off where it is; a draft that is then empty goes with it. */
	takeOff = async (): Promise<void> => {
		const { line, inClaim } = this.shown;
		const claim = inClaim.answer;
		if (claim?.kind === 'expense' && claim.lines.length === 1) await throwAway(claim.id);
		else if (claim && line) await removeLine(claim.id, line);
	};
	/** Do it, then go where it leads. */
	leaveAfter = (work: () => Promise<string>) => this.attempt.run(async () => goto(await work(), { replace: true }));
	discard = () =>
		this.leaveAfter(async () => {
			const claim = this.shown.inClaim.answer;
			await this.takeOff();
			await remove(receiptPath(this.shown.id));
			return claim?.kind === 'trip' ? `/trips/${claim.id}` : '/';
		});

	/** One more receipt on the same claim. */
	another = async (files: File[]) => {
		const { claimId } = this.shown;
		if (session.current && claimId) await show(await keepPictures(files, session.current.person_id, { claim: claimId }), claimId);
	};
	/** Another picture instead of this one, in its place on the claim. */
	retake = async (files: File[]) => {
		const { claimId, line, id } = this.shown;
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
