/** Why an amount is what it is: rows that sum to it, the facts that decided it, and where its rates are published. */
import type { ClaimLine } from '#lib/api/types.ts';
import type { Text } from '#lib/texts.ts';

/** What of a line says why its amount is what it is; payroll's lines have it too. */
export type Reasoned = Pick<ClaimLine, 'type' | 'title' | 'date' | 'amount_ore' | 'taxable_ore' | 'reasons' | 'source'>;

export interface Explained {
	rows: { text: Text; amount_ore: number }[];
	facts: Text[];
	/** Rates that nobody has confirmed yet. */
	unconfirmed: Text[];
	/** Of the rule, then of each rate. */
	sources: Text[];
	amount_ore: number;
	taxable_ore: number;
	/** Every amount is in whole kronor, as per diems are. */
	whole: boolean;
}

const UNCONFIRMED = /\.preliminary(-noted)?$/;
const SOURCE = /^rule\.figure\.source(-noted)?$/;

export function explained(lines: readonly Reasoned[]): Explained {
	const reasons = lines.flatMap((line) => line.reasons);
	const rows = reasons.flatMap(({ text, amount_ore }) => (amount_ore === null ? [] : [{ text, amount_ore }]));
	const facts = once(reasons.filter((reason) => reason.amount_ore === null).map((reason) => reason.text));
	return {
		rows,
		facts: facts.filter(({ id }) => !SOURCE.test(id) && !UNCONFIRMED.test(id)),
		unconfirmed: facts.filter(({ id }) => UNCONFIRMED.test(id)),
		sources: [...once(lines.flatMap((line) => line.source ?? [])), ...facts.filter(({ id }) => SOURCE.test(id))],
		amount_ore: sum(lines.map((line) => line.amount_ore)),
		taxable_ore: sum(lines.map((line) => line.taxable_ore)),
		whole: lines.every((line) => ALLOWANCE.test(line.type)) && rows.every((row) => row.amount_ore % 100 === 0)
	};
}

const ALLOWANCE = /^(per_diem|night_allowance|meal_benefit)_/;
const sum = (amounts: number[]) => amounts.reduce((all, ore) => all + ore, 0);

/** Days of one trip share most of their facts; each is told once. */
function once(texts: readonly Text[]): Text[] {
	return [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
}
