/** A receipt, its line and its claim as they are typed on this phone: on top of what the server said, by the app's own rules. */
import type { Claim, Expense, Receipt, ReceiptField, ReceiptFields } from '#lib/api/types.ts';
import { claimHere } from '#lib/claim-here.ts';
import type { Basis } from '#lib/data/rates.svelte.ts';
import type { LineBody } from '#lib/data/unsent.svelte.ts';
import type { TypedReceipt } from '#lib/typed-receipt.ts';
import { inKronor, SWEDISH_KRONA } from '#rules/foreign_receipt.ts';

const isNothing = ({ fields, line }: Required<TypedReceipt>): boolean => !Object.keys(fields).length && !Object.keys(line).length;

/** What the person has said is no longer doubtful. */
export const receiptHere = (receipt: Receipt, fields: ReceiptFields): Receipt =>
	Object.keys(fields).length ? { ...receipt, fields: { ...receipt.fields, ...fields }, doubtful: receipt.doubtful.filter((one) => !(one in fields)) } : receipt;

const isForeign = ({ currency }: ReceiptFields): boolean => Boolean(currency) && currency !== SWEDISH_KRONA;

/** The claim with that line as it is typed. A field of the line follows the receipt unless the person has said it otherwise. */
export function claimTyped(claim: Claim, line: Expense, receipt: Receipt, typed: Required<TypedReceipt>, basis: Basis | undefined): Claim {
	if (isNothing(typed) || !basis) return claim;
	const [before, after] = [receipt.fields, { ...receipt.fields, ...typed.fields }];
	const here = { ...line, ...following(line, before, after), ...typed.line };
	const { id, version: _, ...body } = here;
	const receipts = new Map([[receipt.id, { currency: after.currency ?? null, total: after.total ?? null }]]);
	const told = claimHere(claim, [{ what: 'line', line: id, body: body as LineBody }], basis, receipts);
	return { ...told, findings: told.findings.filter((one) => one.line_id !== id || !isAnswered(one.check, here)) };
}

/** What the server asked for and is said now. */
const ASKS: Readonly<Record<string, keyof Expense>> = { 'amount-missing': 'amount_ore', 'currency-rate-missing': 'amount_ore', 'date-missing': 'date', 'kind-missing': 'expense_kind' };
function isAnswered(check: string, { [ASKS[check] ?? 'id']: said }: Expense): boolean {
	return check in ASKS && said !== null && said !== 0;
}

function following(line: Expense, before: ReceiptFields, after: ReceiptFields): Partial<Expense> {
	const follows = (field: ReceiptField, own: unknown) => JSON.stringify(after[field]) !== JSON.stringify(before[field]) && (!own || own === before[field]);
	const amount = amountOf(line, before, after);
	return {
		...(follows('date', line.date) && { date: after.date ?? null }),
		...(follows('merchant', line.merchant) && { merchant: after.merchant ?? '' }),
		...(follows('kind', line.expense_kind) && { expense_kind: after.kind ?? null }),
		...(amount !== undefined && { amount_ore: amount }),
		...(isForeign(after) ? { vat: [] } : JSON.stringify(after.vat) !== JSON.stringify(before.vat) && { vat: after.vat ?? [] })
	};
}

/** In kronor the total itself, else by the line's rate; nothing where it stays as it is. */
function amountOf({ amount_ore, exchange }: Expense, before: ReceiptFields, after: ReceiptFields): number | null | undefined {
	if (after.total === before.total && after.currency === before.currency) return undefined;
	if (!isForeign(after)) return isForeign(before) || amount_ore === null || amount_ore === before.total ? (after.total ?? null) : undefined;
	if (!exchange) return isForeign(before) ? undefined : null;
	return exchange.currency === after.currency && after.total != null ? inKronor(after.total, exchange) : null;
}
