/** Benefit of meals (*kostförmån*): free meals that payroll values and taxes; told here with no amount of its own. */
import { fact, type PaidLine } from './line.ts';
import type { Meal } from './rates.ts';
import { text } from './text.ts';
import { calendarDays, mealsOn, type Trip } from './trip.ts';

export interface BenefitMeal extends PaidLine {
	readonly kind: 'benefit_meal';
	readonly meal: Meal;
}

/** One line for each meal provided during the trip, also where no per diem is paid: the meal was free all the same. */
export const benefitMeals = (trip: Trip): BenefitMeal[] =>
	calendarDays(trip).flatMap((date) =>
		mealsOn(trip, date)
			.filter((answer) => answer.kind === 'provided')
			.map(({ meal }) => ({
				kind: 'benefit_meal',
				date,
				meal,
				amount_ore: 0,
				tax_free_ore: 0,
				taxable_ore: 0,
				rows_above: 0,
				reasons: [fact(text('rule.benefit_meal', { meal: `rule.meal.${meal}`, date }))],
				source: text('rule.source.benefit-meal')
			}))
	);
