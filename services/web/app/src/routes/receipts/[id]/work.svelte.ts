/** What can be done on a receipt's page, as writes. Each is tried again as it is where nobody answered. */
import { goto } from '$app/navigation';
import { put, remove } from '#lib/api/client.ts';
import { newId } from '#lib/api/ids.ts';
import { receipt as receiptPath, separation } from '#lib/api/paths.ts';
import type { Expense, Id, Receipt, ReceiptField, ReceiptFields, Separation } from '#lib/api/types.ts';
import { Attempt } from '#lib/data/attempt.svelte.ts';
import { changed, removeLine, saveLine, submit } from '#lib/data/drafts.ts';
import { moveLine, takeOff } from '#lib/data/moving.ts';
import { dropPicture, EMPTY_EXPENSE, keepPages, keepPictures, replacePicture } from '#lib/data/pictures.svelte.ts';
import type { TypedReceipt } from '#lib/receipt-here.ts';
import { confirm, correct } from '#lib/receipts.ts';
import { session } from '#lib/session.svelte.ts';
import type { ReceiptModel } from './model.svelte.ts';

/** How long a claim may take to hear of a correction before the person is asked to press again. */
const LOOKS_MAX = 40;
const BETWEEN_LOOKS_MS = 250;

export class ReceiptWork {
	readonly attempt = new Attempt();

	constructor(private readonly shown: ReceiptModel) {}

	/** What was kept here, until the claim says it too; `version` is the receipt's once it has answered. */
	#underway = $state.raw<readonly (TypedReceipt & { version?: number })[]>([]);
	get underway(): readonly TypedReceipt[] {
		const heard = this.shown.inClaim.answer?.receipt_versions[this.shown.id] ?? 0;
		return this.#underway.filter(({ version }) => version === undefined || (this.shown.claimId !== undefined && heard < version));
	}

	/** Shown as it was kept, from now until it is answered; `send` gives the receipt's version where the claim has to hear of it yet. */
	#shown = async (typed: TypedReceipt, write: (send: (version?: number) => void) => Promise<void>): Promise<void> => {
		const kept = { ...typed };
		const without = () => this.#underway.filter((one) => one !== kept);
		this.#underway = [...this.underway, kept];
		let isAnswered = false;
		await write((version) => {
			isAnswered = true;
			const before = without();
			this.#underway = version === undefined ? before : [...before, { ...typed, version }];
		});
		if (!isAnswered && !this.attempt.again) this.#underway = without();
	};

	/** The latest correction from this page, until the claim has heard of it. */
	#corrected = $state.raw<{ id: Id; version: number }>();

	/** The claim does not yet say what was corrected here. */
	get isBehind(): boolean {
		const { inClaim } = this.shown;
		const corrected = this.#corrected;
		return corrected?.id === this.shown.id && inClaim.answer !== undefined && (inClaim.answer.receipt_versions[corrected.id] ?? 0) < corrected.version;
	}

	/** Once what was typed here stands on the claim. Whether it does: not when it could not be kept, or takes too long. */
	hasCaughtUp = async (): Promise<boolean> => {
		const underway = this.attempt.busy;
		await this.attempt.idle();
		if (underway && this.attempt.problem) return false;
		for (let look = 0; look < LOOKS_MAX && this.isBehind; look++) {
			await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
			await this.shown.inClaim.refresh();
		}
		return !this.isBehind;
	};

	#write = async (work: () => Promise<unknown>, how: 'run' | 'inTurn' = 'run'): Promise<void> => {
		const { asked, inClaim } = this.shown;
		const done = await this.attempt[how](work);
		if (!done && !this.attempt.again) await Promise.all([asked.refresh(), inClaim.refresh()]);
	};

	/** It is about what is shown now, also when its turn comes after something else is. */
	#answer = (send: (receipt: Receipt) => Promise<Receipt>, how?: 'run' | 'inTurn'): Promise<void> => {
		const { asked, inClaim } = this.shown;
		return this.#write(async () => {
			if (asked.answer) asked.set(await send(asked.answer));
			await inClaim.refresh();
		}, how);
	};

	/** Values: none is dropped because another is on its way. */
	#correct = (send: (receipt: Receipt) => Promise<Receipt>): Promise<void> =>
		this.#answer(async (of) => {
			const answer = await send(of);
			this.#corrected = { id: answer.id, version: answer.version };
			return answer;
		}, 'inTurn');

	keep = (fields: ReceiptFields) =>
		this.#shown({ fields }, (answered) =>
			this.#correct(async (of) => {
				const answer = await correct(of, fields);
				answered(answer.version);
				return answer;
			})
		);
	accept = (field: ReceiptField) => this.#correct((of) => confirm(of, field));

	/** What is said on the claim's line, beside what is on the receipt. */
	keepLine = (fields: Partial<Expense>) => {
		const { inClaim, said: line } = this.shown;
		return this.#shown({ line: fields }, (answered) =>
			this.#write(async () => {
				const now = inClaim.answer?.lines.find((one) => one.id === line?.id);
				if (inClaim.answer && now) inClaim.set(await saveLine(inClaim.answer.id, now.id, changed(now, fields)));
				answered();
			}, 'inTurn')
		);
	};
	keepPurpose = (purpose: string) => this.keepLine({ purpose });

	/** It is another receipt than the one it looks the same as. */
	isAnother = () =>
		this.#write(async () => {
			const { inClaim, said: line } = this.shown;
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

	/** Onto a trip, and off where it is now. */
	moveTo = (trip: Id) =>
		this.leaveAfter(async () => {
			const { inClaim, said } = this.shown;
			if (!inClaim.answer || !said) return '/';
			await moveLine(inClaim.answer, said, trip, (leaves) => (this.shown.leaving = leaves));
			await this.shown.mine.refresh(); // the trip's page looks at it first
			return `/trips/${trip}`;
		});
	staysOff = () => this.keepLine({ belongs_to_no_trip: true });

	/** Do it, then go where it leads. */
	leaveAfter = (work: () => Promise<string>) => this.attempt.run(async () => goto(await work(), { replace: true }));
	discard = () =>
		this.leaveAfter(async () => {
			const { inClaim: { answer: claim }, said } = this.shown;
			if (claim && said) await takeOff(claim, said);
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
