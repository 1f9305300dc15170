/** What a person types about a receipt, before the server has answered; apart from the rules, so that the first page goes without them. */
import type { Expense, ReceiptFields } from '#lib/api/types.ts';

/** What is typed, of the receipt and of the claim's line. */
export interface TypedReceipt {
	readonly fields?: ReceiptFields;
	readonly line?: Partial<Expense>;
}
/** What was typed first and what was typed over it. */
export const together = (typed: readonly TypedReceipt[]): Required<TypedReceipt> => ({
	fields: Object.assign({}, ...typed.map((one) => one.fields)) as ReceiptFields,
	line: Object.assign({}, ...typed.map((one) => one.line)) as Partial<Expense>
});
