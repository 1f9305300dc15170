/** What was paid in another currency, in kronor. */
import type { Expense, Finding } from '#lib/api/types.ts';

/** The rate that a finding offers. */
export function offeredRate({ text: { parameters } }: Finding): NonNullable<Expense['exchange']> {
	const { currency, rate, date, source } = parameters;
	return { currency: String(currency), rate_micro: Number(rate), quoted_on: String(date), source: String(source) };
}
