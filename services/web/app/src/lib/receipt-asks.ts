/** What a receipt's page asks: one question at a time, and what is found beside the row that it is about. */
import type { Claim, Expense, Finding, Kind, Receipt, ReceiptField } from '#lib/api/types.ts';
import { isUnanswered } from '#lib/findings.ts';
import { valueOf } from '#lib/receipt-values.ts';
import { doubtOf } from '#lib/receipts.ts';

/** The page as it stands on this phone. */
export interface Standing {
	receipt?: Receipt;
	claim?: Claim;
	/** The receipt's own line on the claim. */
	line?: Expense;
	/** Its picture is on its way or being read. */
	reading: boolean;
	kinds: readonly Kind[];
}

export interface Asks {
	/** How many receipts lie in the picture … */
	several: boolean;
	/** … then whether this one is here already … */
	same: boolean;
	/** … then what the reading doubts. */
	doubt?: ReceiptField;
	/** Nothing could be read, or it takes long: the person types it. */
	byHand: boolean;
	/** Who took part in representation. */
	people: boolean;
	whoIsMissing?: Finding;
	/** What it was for, of a receipt by itself: on a trip the trip says it. It must be said where `required`. */
	purpose?: { required: boolean };
	whyIsMissing?: Finding;
	/** What is found besides … */
	findings: Finding[];
	/** … and what of it stands beside the row that it is about. */
	inRows: { row: string; finding: Finding }[];
	stops: Finding[];
}

/** The reading's doubt is asked as a question of its own, so the check that says the same is left out. */
const SAID_ABOVE = new Set(['receipt-unreadable', 'receipt-being-read']);
const ASKED_BY_HAND = new Set(['amount-missing', 'date-missing', 'kind-missing']);
const ASKED_IN_FORMS = new Set(['representation-people', 'purpose-missing']);
const ROW_OF: Readonly<Record<string, string>> = { merchant: 'merchant', date: 'date', amount_ore: 'total', vat: 'vat', expense_kind: 'kind' };

export const isLone = (claim: Claim | undefined): boolean => claim?.kind === 'expense' && claim.lines.length === 1;

export function asksOf({ receipt, claim, line, reading, kinds }: Standing): Asks {
	const editable = claim?.editable ?? true;
	const lone = isLone(claim);
	const sameAs = Boolean(receipt?.duplicate_of && line && !line.is_another);
	const several = editable && (receipt?.further.length ?? 0) > 0;
	const same = editable && sameAs && !several;
	const doubt = receipt && editable && !several && !same ? doubtOf(receipt) : undefined;
	const byHand = receipt !== undefined && (receipt.state === 'unreadable' || (receipt.slow && receipt.state === 'reading')) && !valueOf('total', receipt.fields);

	const fields = kinds.find((kind) => kind.id === line?.expense_kind)?.fields ?? [];
	const purpose = lone && line && editable ? { required: fields.includes('purpose') } : undefined;
	const ofThis = claim?.findings.filter((one) => lone || one.line_id === line?.id) ?? [];
	const missing = editable ? ofThis.filter((one) => ASKED_IN_FORMS.has(one.check)) : [];
	const whoIsMissing = missing.find((one) => one.field === 'representation');
	const whyIsMissing = missing.find((one) => one.field === 'purpose');

	const isElsewhere = (one: Finding) =>
		SAID_ABOVE.has(one.check) || (byHand && ASKED_BY_HAND.has(one.check)) || (sameAs && one.check === 'duplicate-own') || one === whoIsMissing || (purpose && one === whyIsMissing);
	const found = ofThis.filter((one) => !isElsewhere(one));
	/** While a doubt is asked about, all rows but its own are folded. */
	const rowOf = (one: Finding) => (doubt || byHand || reading ? undefined : ROW_OF[one.field ?? '']);
	return {
		several, same, doubt, byHand, people: fields.includes('participants'), whoIsMissing, purpose, whyIsMissing,
		findings: found.filter((one) => !rowOf(one)),
		inRows: found.flatMap((finding) => rowOf(finding) ? [{ row: rowOf(finding)!, finding }] : []),
		stops: ofThis.filter((one) => one.level === 'stop')
	};
}

/** The person has to answer something before it is handed in; `reasons` are the answers to warnings. */
export const isToAnswer = ({ several, same, doubt, stops, findings, inRows }: Asks, reasons: Readonly<Record<string, string>> = {}): boolean =>
	several || same || Boolean(doubt) || stops.length > 0 || [...findings, ...inRows.map((one) => one.finding)].some((one) => isUnanswered(one, reasons));
