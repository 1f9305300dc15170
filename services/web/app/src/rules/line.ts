/** What every paid line has in common: its amounts, the calculation behind them in rows, and the source of the rule. */
import { figure, step, type Figure, type Step } from './derivation.ts';
import { sum, type Ore } from './money.ts';
import type { Agreement } from './rates.ts';
import type { DateText } from './time.ts';
import { text, type Text } from './text.ts';

/**
 * A row of the calculation when it has an amount, else a fact that decided it. The rows of a line sum to its amount.
 * `step` is a row's arithmetic; `text` prints every number of it.
 */
export interface Reason {
	readonly text: Text;
	readonly amount_ore: Ore | null;
	readonly step: Step | null;
}
/** A row of the calculation: the arithmetic and its print. */
export const row = (text: Text, step: Step): Reason => ({ text, amount_ore: step.result_ore, step });
export const fact = (text: Text): Reason => ({ text, amount_ore: null, step: null });

/**
 * One amount of a claim. What is paid is tax-free or taxable, nothing else. `rows_above`: so many of the rows, the last ones,
 * tell of what an agreement pays above the tax-free amount.
 */
export interface PaidLine {
	readonly date: DateText;
	readonly amount_ore: Ore;
	readonly tax_free_ore: Ore;
	readonly taxable_ore: Ore;
	readonly reasons: Reason[];
	readonly source: Text;
	readonly rows_above: number;
}

/** Rows of a line, and how what they sum to is taxed. */
export interface Pay {
	readonly rows: readonly Reason[];
	readonly amount_ore: Ore;
	readonly tax_free_ore: Ore;
	readonly taxable_ore: Ore;
	readonly rows_above: number;
}

/** Worked out at the state's amount and, where something is agreed, at that: tax-free as far as the state's goes. */
export function pay(state: readonly Reason[], agreed: readonly Reason[] = []): Pay {
	const [stateOre, agreedOre] = [total(state), total(agreed)];
	if (!agreed.length) return taxFree(state, stateOre);
	if (agreedOre <= stateOre) return taxFree(agreed, agreedOre);
	const ofWhich = row(text('rule.tax-free-part', { tax_free: stateOre }), step('less', figure(stateOre, 'ore')));
	return {
		rows: [...state, ...agreed, ofWhich],
		amount_ore: agreedOre,
		tax_free_ore: stateOre,
		taxable_ore: agreedOre - stateOre,
		rows_above: agreed.length + 1
	};
}

const total = (rows: readonly Reason[]): Ore => sum(rows.map((one) => one.amount_ore ?? 0));
const taxFree = (rows: readonly Reason[], amount_ore: Ore): Pay => ({ rows, amount_ore, tax_free_ore: amount_ore, taxable_ore: 0, rows_above: 0 });

/** The reasons, and after them where each of their rates is published, and which of them is not confirmed. */
export function withSources(reasons: readonly Reason[]): Reason[] {
	const rates = new Map<string | null, Figure>();
	for (const reason of reasons) {
		for (const rate of reason.step?.operands ?? []) if (rate.source) rates.set(rate.series, rate);
	}
	return [...reasons, ...[...rates.values()].map(sourceOf)];
}

/** Which agreement gives it. */
export const agreedIn = ({ name }: Agreement): Text => text('rule.agreement', { name_sv: name.sv, name_en: name.en });

/** Where a rate is published, whether it is confirmed there, and what else there is to know of it. */
export function sourceOf({ series, source, verified, note }: Figure): Reason {
	const id = verified ? 'rule.figure.source' : 'rule.figure.preliminary';
	const told = { what: `rule.series.${series}`, source };
	return fact(note ? text(`${id}-noted`, { ...told, note }) : text(id, told));
}
