/** Out-of-pocket expenses (*utlägg*): what was paid, in kronor, also when the receipt is in another currency. */
import { figure, step, type Step } from './derivation.ts';
import { fact, row, type PaidLine, type Reason } from './line.ts';
import type { Ore } from './money.ts';
import { rateMissing } from './rates.ts';
import type { DateText } from './time.ts';
import { text, type Refusal } from './text.ts';

export const SWEDISH_KRONA = 'SEK';

/** Kronor for one unit of the currency, in millionths, with the day it is from and who published it. */
export interface ExchangeRate {
	readonly rate_micro: number;
	readonly quoted_on: DateText | null;
	readonly source: string | null;
}
/** `total` is in hundredths of the currency's unit; `card_ore` is what the card statement says was drawn, and wins over the rate. */
export interface PaidReceipt {
	readonly id: string;
	readonly date: DateText;
	readonly total: number;
	readonly currency: string;
	readonly exchange: ExchangeRate | null;
	readonly card_ore: Ore | null;
}
/** An expense that is paid back as it was. */
export interface Receipt extends PaidLine {
	readonly kind: 'receipt';
	readonly id: string;
	readonly exchange: ExchangeRate | null;
}

/** Total × rate, half up to whole öre. */
const exchanged = (total: number, exchange: ExchangeRate): Step =>
	step('exchange', figure(total, 'hundredths'), figure(exchange.rate_micro, 'micro', 'exchange', exchange.quoted_on, exchange.source));

export const inKronor = (total: number, exchange: ExchangeRate): Ore => exchanged(total, exchange).result_ore;

/** A line for each receipt, by date, else as given. */
export function receiptLines(receipts: readonly PaidReceipt[]): Receipt[] | Refusal {
	const lines: Receipt[] = [];
	for (const [number, receipt] of receipts.entries()) {
		const first = rowOf(receipt);
		if (!first) return rateMissing(`receipts.${number}.rate_micro`, receipt.date, receipt.currency);
		const amount_ore = first.amount_ore ?? 0;
		lines.push({
			kind: 'receipt',
			date: receipt.date,
			id: receipt.id,
			exchange: receipt.exchange,
			amount_ore,
			tax_free_ore: amount_ore,
			taxable_ore: 0,
			rows_above: 0,
			reasons: [first, ...rateFacts(receipt)],
			source: text('rule.source.receipt')
		});
	}
	return lines.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

/** How the receipt becomes kronor; nothing when it is in another currency and neither rate nor card amount is known. */
function rowOf(receipt: PaidReceipt): Reason | undefined {
	const { total, currency, card_ore, exchange } = receipt;
	if (currency === SWEDISH_KRONA) return row(text('rule.receipt.in-kronor', { total }), step('amount', figure(total, 'ore')));
	if (card_ore !== null) {
		return row(text('rule.receipt.card-statement', { total, currency, drawn: card_ore }), step('amount', figure(card_ore, 'ore', 'card_statement')));
	}
	if (!exchange) return undefined;
	const worth = exchanged(total, exchange);
	return row(text('rule.receipt.exchanged', { total, currency, rate: exchange.rate_micro, amount: worth.result_ore }), worth);
}

function rateFacts({ currency, card_ore, exchange }: PaidReceipt): Reason[] {
	if (currency === SWEDISH_KRONA || card_ore !== null || exchange?.quoted_on == null || exchange.source == null) return [];
	return [fact(text('rule.receipt.rate-from', { date: exchange.quoted_on, source: exchange.source }))];
}
