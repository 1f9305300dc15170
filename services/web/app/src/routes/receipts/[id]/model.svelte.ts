/** A receipt as its page shows it: what the server said, on top what is kept on this phone, and on top of that what is being typed. */
import { CLAIMS, claim as claimPath, receipt as receiptPath } from '#lib/api/paths.ts';
import type { Claim, ClaimList, Expense, Id, Receipt } from '#lib/api/types.ts';
import { useKinds } from '#lib/data/known.svelte.ts';
import { refusalOf, waitingPages, waitingPicture } from '#lib/data/pictures.svelte.ts';
import { useQuery } from '#lib/data/query.svelte.ts';
import { useBasis } from '#lib/data/rates.svelte.ts';
import { unsentOn, whenSent, type Answer, type Unsent } from '#lib/data/unsent.svelte.ts';
import { asksOf, isLone } from '#lib/receipt-asks.ts';
import { claimTyped, receiptHere } from '#lib/receipt-here.ts';
import { together, type TypedReceipt } from '#lib/typed-receipt.ts';
import { ReceiptWork } from './work.svelte.ts';

interface Corrected extends TypedReceipt {
	before: Receipt;
	version: number;
}

const expensesOf = (claim: Claim | undefined): Expense[] => claim?.lines.filter((one): one is Expense => one.kind === 'expense') ?? [];

export class ReceiptModel {
	readonly #id: () => Id;
	readonly #asked;
	readonly #mine;
	readonly #inClaim;
	readonly #basis;
	readonly #kinds;
	/** The claim that the picture was taken for, also while the list of claims has not caught up. */
	#takenFor = $state.raw<{ receipt: Id; claim: Id }>();
	/** The claim goes, and is not asked for any more. */
	leaving = $state(false);
	/** What is being typed counts in the amounts at once; it is remarked on once it is kept. */
	typing = $state.raw<TypedReceipt>();
	readonly work: ReceiptWork;

	constructor(id: () => Id) {
		this.#id = id;
		this.#asked = useQuery<Receipt>(() => (this.waiting ? undefined : receiptPath(this.id)), 'receipt');
		this.#mine = useQuery<ClaimList>(() => CLAIMS, 'claim');
		this.#inClaim = useQuery<Claim>(() => (this.claimId && !this.waiting && !this.leaving ? claimPath(this.claimId) : undefined), 'claim', 'receipt');
		this.#basis = useBasis(() => this.inClaim.answer?.employment_id, () => this.inClaim.answer?.rates_version ?? undefined);
		this.#kinds = useKinds();
		this.work = new ReceiptWork(this);
		$effect(() => whenSent((answer, of) => this.#hear(answer, of)));
		$effect.pre(() => {
			if (this.waiting?.claim) this.#takenFor = { receipt: this.id, claim: this.waiting.claim };
		});
	}

	get id() { return this.#id(); }

	// What the server said.
	get asked() { return this.#asked.current; }
	get inClaim() { return this.#inClaim.current; }
	/** The person's claims. */
	get mine() { return this.#mine.current; }
	get kinds() { return this.#kinds.current.answer ?? []; }
	readonly claimId = $derived.by(() => {
		const taken = this.#takenFor?.receipt === this.id ? this.#takenFor.claim : undefined;
		return this.waiting?.claim ?? taken ?? this.mine.answer?.claims.find((one) => one.receipt_ids.includes(this.id))?.id;
	});
	/** The receipt's line on the claim. */
	readonly said = $derived.by(() => expensesOf(this.inClaim.answer).find((one) => one.receipt_id === this.id));

	// What is kept on this phone: the picture while it is on its way, and what was typed and is not answered yet.
	readonly waiting = $derived.by(() => waitingPicture(this.id));
	readonly pages = $derived.by(() => waitingPages(this.id));
	readonly refused = $derived(refusalOf(this.waiting));
	readonly unsent = $derived.by(() => unsentOn(this.id));
	/** Corrections that the server has and the claim has not heard of, each with the receipt as the claim knows it. */
	#corrected = $state.raw<readonly Corrected[]>([]);
	readonly #unheard = $derived.by(() => {
		const heard = this.inClaim.answer?.receipt_versions[this.id] ?? 0;
		return this.claimId ? this.#corrected.filter(({ before, version }) => before.id === this.id && heard < version) : [];
	});
	/** The claim does not yet say what was corrected here. */
	readonly isBehind = $derived(this.#unheard.length > 0);
	readonly #kept = $derived.by(() => together([...this.#unheard, ...(this.unsent ? [this.unsent.body] : [])]));

	// The page.
	readonly receipt = $derived(this.asked.answer && receiptHere(this.asked.answer, this.#kept.fields));
	readonly claim = $derived(this.#with(this.#kept));
	/** The claim as it comes to be with what is being typed. */
	readonly trial = $derived(this.#with(together([this.#kept, ...(this.typing ? [this.typing] : [])])));
	readonly line = $derived(expensesOf(this.claim).find((one) => one.receipt_id === this.id));
	readonly editable = $derived(this.claim?.editable ?? true);
	/** It is a claim by itself. */
	readonly lone = $derived(isLone(this.claim));
	readonly reading = $derived(Boolean(this.waiting && !this.refused) || this.receipt?.state === 'reading');
	/** No line keeps what would be answered. */
	readonly onNoClaim = $derived(this.mine.answer !== undefined && this.mine.answer.next === null && !this.claimId);
	/** Made of the same picture, and still there. */
	readonly others = $derived([this.receipt?.separated_from, ...(this.receipt?.separated_into ?? [])].filter((one): one is string => expensesOf(this.claim).some((each) => each.receipt_id === one)));
	readonly asks = $derived.by(() => asksOf({ receipt: this.receipt, claim: this.claim, line: this.line, reading: this.reading, kinds: this.kinds }));

	#hear({ claim, receipt }: Answer, of: Unsent): void {
		if (claim && claim.id === this.claimId) this.inClaim.set(claim);
		if (of.what !== 'receipt' || receipt?.id !== this.id) return;
		const before = this.#unheard[0]?.before ?? this.asked.answer;
		if (before) this.#corrected = [...this.#unheard, { before, version: receipt.version, fields: (of.underway ?? of.body).fields }];
		this.asked.set(receipt);
		void this.inClaim.refresh();
	}

	#with(typed: Required<TypedReceipt>): Claim | undefined {
		const [claim, receipt] = [this.inClaim.answer, this.#unheard[0]?.before ?? this.asked.answer];
		return claim?.editable && receipt && this.said ? claimTyped(claim, this.said, receipt, typed, this.#basis.current) : claim;
	}
}
