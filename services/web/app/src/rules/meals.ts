/** How meals lower a day's amount, and how that is told. */
import { figure, step, unroundedOre } from './derivation.ts';
import { fact, row, type Reason } from './line.ts';
import type { Ore } from './money.ts';
import { figureOf, shareOf, type Dated, type Meal, type MealShares } from './rates.ts';
import { text } from './text.ts';
import type { MealAnswer } from './trip.ts';

/** What a day's meals take off its amount, as a positive amount; the row is negative, the facts name the meals. */
export interface Reduction {
	readonly meals: readonly Meal[];
	readonly amount_ore: Ore;
	readonly rows: readonly Reason[];
	readonly facts: readonly Reason[];
}

const NO_MEALS: Reduction = { meals: [], amount_ore: 0, rows: [], facts: [] };

/**
 * The meals' shares together of the day's amount, whole kronor, half up. `rate` tells where the shares are published.
 * Rounded once a day, not once a meal: the share is of the day's amount.
 */
export function reduction(base_ore: Ore, answers: readonly MealAnswer[], shares: MealShares, rate: Dated, series: string): Reduction {
	if (!answers.length) return NO_MEALS;
	const meals = answers.map((answer) => answer.meal);
	const share = shareOf(shares, meals);
	const taken = step('less_share', figure(base_ore, 'ore'), figureOf(rate, series, share, 'per_mille'));
	const exact = unroundedOre(taken);
	const amount_ore = taken.result_ore === 0 ? 0 : -taken.result_ore;
	const id = exact === amount_ore ? 'rule.meal.row' : 'rule.meal.row.rounded';
	return {
		meals,
		amount_ore,
		rows: [row(text(id, { share, base: base_ore, exact, taken: amount_ore }), taken)],
		facts: answers.map(({ meal, kind }) => fact(text(`rule.meal.${meal}.${kind}`, { share: shareOf(shares, [meal]) })))
	};
}
