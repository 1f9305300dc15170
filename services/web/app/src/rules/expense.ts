/** What an expense gives: in kronor, whole or by its parts, and within the limits of representation. */
import type { Amount } from './amount.ts';
import { figure, step } from './derivation.ts';
import type { ExpenseLine, Part, ReceiptTotal, Vat } from './draft.ts';
import { receiptLines, SWEDISH_KRONA, type PaidReceipt } from './foreign_receipt.ts';
import { kindOf, payrollType, type Kind } from './kinds.ts';
import { fact, row } from './line.ts';
import type { RatePack } from './rates.ts';
import { EMPLOYERS_CARD, NOBODY_YET, ofRepresentation } from './representation.ts';
import { dividedVat } from './split.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';

/** It was paid in another currency. */
export const isAbroad = (receipt: ReceiptTotal | undefined): boolean => receipt !== undefined && receipt.currency !== null && receipt.currency !== SWEDISH_KRONA;

/** `receipt` is the line's, where it has one. */
export function ofExpense(line: ExpenseLine, receipt: ReceiptTotal | undefined, rates: RatePack): Amount[] | Refusal {
	if (line.date === null || line.amount_ore === null) return [];
	const paid = receiptLines([paidReceipt(line, line.date, line.amount_ore, receipt)]);
	if (isRefusal(paid)) return paid;
	const kind = kindOf(line.expense_kind);
	const [{ date, amount_ore, tax_free_ore, taxable_ore, reasons, source }] = paid as [(typeof paid)[number]];
	const whole: Amount = {
		id: line.id, type: kind ? payrollType(kind, line.vat, isAbroad(receipt)) : '', date, title: titleOf(line, kind), amount_ore, tax_free_ore, taxable_ore,
		quantity: null, unit_price_ore: null, distance_hm: null, vat: line.vat, reasons, source, note: line.purpose || null, receipt_id: line.receipt_id,
		representation: null, is_employers: false
	};
	return line.parts.length ? ofParts(whole, line, isAbroad(receipt), rates) : withRepresentation(whole, kind, line, rates);
}

/** In another currency what the person says was drawn in kronor counts, beside the total of the receipt; else the line's rate. */
function paidReceipt(line: ExpenseLine, date: string, amount_ore: number, receipt: ReceiptTotal | undefined): PaidReceipt {
	const paid = { id: line.id, date, total: amount_ore, currency: SWEDISH_KRONA, exchange: null, card_ore: null };
	if (!receipt || !isAbroad(receipt)) return paid;
	const abroad = { ...paid, total: receipt.total ?? 0, currency: receipt.currency ?? SWEDISH_KRONA };
	return line.exchange ? { ...abroad, exchange: line.exchange } : { ...abroad, card_ore: amount_ore };
}

/** An amount for each part that is paid. The limits of representation hold for the receipt once: its first such part has them. */
function ofParts(whole: Amount, line: ExpenseLine, isForeign: boolean, rates: RatePack): Amount[] | Refusal {
	const amounts: Amount[] = [];
	const divided = dividedVat(whole.vat, whole.amount_ore, line.parts.map((part) => part.amount_ore));
	let isLimited = false;
	for (const [place, part] of line.parts.entries()) {
		if (part.is_private || !part.amount_ore) continue;
		const kind = kindOf(part.expense_kind || line.expense_kind);
		const isRepresentation = Boolean(kind?.representation);
		const vat = divided[place] ?? [];
		const taken = ofPart(whole, part, isRepresentation && isLimited ? [] : vat);
		const worked = withRepresentation({ ...taken, type: kind ? payrollType(kind, vat, isForeign) : '', title: titleOf(line, kind) }, kind, line, rates);
		if (isRefusal(worked)) return worked;
		amounts.push(...worked);
		isLimited ||= isRepresentation;
	}
	return amounts;
}

/** A part of an expense that is paid: how the whole came about is told as facts. */
function ofPart(whole: Amount, part: Part, vat: readonly Vat[]): Amount {
	const taken = row(text('rule.receipt.part', { part: part.amount_ore, total: whole.amount_ore }), step('amount', figure(part.amount_ore, 'ore')));
	return {
		...whole,
		id: part.id,
		amount_ore: part.amount_ore,
		tax_free_ore: part.amount_ore,
		taxable_ore: 0,
		vat,
		reasons: [taken, ...whole.reasons.map((reason) => fact(reason.text))],
		note: [part.person, whole.note].filter(Boolean).join(', ') || null
	};
}

function withRepresentation(of: Amount, kind: Kind | undefined, line: ExpenseLine, rates: RatePack): Amount[] | Refusal {
	const amount = line.paid_with === 'employer_card' ? { ...of, is_employers: true, reasons: [...of.reasons, fact(text(EMPLOYERS_CARD))] } : of;
	return kind?.representation ? ofRepresentation(amount, kind.representation, line.representation ?? NOBODY_YET, rates) : [amount];
}

function titleOf(line: ExpenseLine, kind: Kind | undefined): Text {
	const name = `kind.${kind?.id ?? 'other'}`;
	const refund = (line.amount_ore ?? 0) < 0 ? '.refund' : '';
	return line.merchant ? text(`amount.expense${refund}`, { kind: name, merchant: line.merchant }) : text(`amount.expense${refund}.no-merchant`, { kind: name });
}
