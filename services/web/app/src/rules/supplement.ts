/** Supplement (*lönetillägg*): the taxable pay that an agreement gives for Swedish days of travel. */
import { isInSweden } from './country.ts';
import { step } from './derivation.ts';
import { agreedIn, fact, row, withSources, type PaidLine } from './line.ts';
import { reduction } from './meals.ts';
import type { Ore } from './money.ts';
import type { PerDiem } from './per_diem.ts';
import { figureOf, inForce, rateMissing, SWEDEN, type AgreedSupplement, type Agreement, type Meal, type RatePack } from './rates.ts';
import { HOUR, MINUTE, stockholmOf } from './time.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';
import { mealsOn, nights, travelDays, type TravelDay, type Trip } from './trip.ts';

const SHORT_DAY = 6 * HOUR;
const LONG_DAY = 12 * HOUR;
const TAXABLE = text('rule.supplement.taxable');

/** `base_ore` is the agreed amount before `reduction_ore` for the meals. */
export interface Supplement extends PaidLine {
	readonly kind: 'supplement';
	readonly base_ore: Ore;
	readonly meals: readonly Meal[];
	readonly reduction_ore: Ore;
}

/** A line for each Swedish day of a trip with a per diem, or one for a trip without a night that was long enough. */
export function supplements(trip: Trip, perDiems: readonly PerDiem[], agreement: Agreement | undefined, rates: RatePack): Supplement[] | Refusal {
	if (!agreement?.supplement.length || !trip.over_50_km) return [];
	if (!nights(trip).length) return oneDay(trip, agreement, rates);
	const swedish = new Set(perDiems.filter((line) => line.country === SWEDEN).map((line) => line.date));
	const lines: Supplement[] = [];
	for (const day of travelDays(trip)) {
		if (!swedish.has(day.date)) continue;
		const agreed = inForce(agreement.supplement, day.date);
		if (!agreed) return rateMissing('agreement', day.date, agreement.id);
		lines.push(ofDay(trip, day, agreed, agreement));
	}
	return lines;
}

function ofDay(trip: Trip, day: TravelDay, agreed: AgreedSupplement, agreement: Agreement): Supplement {
	const base_ore = day.part === 'half' ? agreed.half_day_ore : agreed.whole_day_ore;
	const base = step('amount', figureOf(agreed, 'supplement', base_ore, 'ore'));
	const lowered = reduction(base_ore, mealsOn(trip, day.date), agreed.meals, agreed, 'supplement_meals');
	const amount_ore = base_ore - lowered.amount_ore;
	return {
		kind: 'supplement',
		date: day.date,
		base_ore,
		meals: lowered.meals,
		reduction_ore: lowered.amount_ore,
		amount_ore,
		tax_free_ore: 0,
		taxable_ore: amount_ore,
		rows_above: 0,
		reasons: withSources([
			row(text(`rule.supplement.${day.part}`, { amount: base_ore }), base), ...lowered.rows, ...lowered.facts, ...day.why.map(fact), fact(TAXABLE)
		]),
		source: agreedIn(agreement)
	};
}

/** A trip without a night, by its true length: from 6 and from 12 hours. Meals lower nothing. */
function oneDay(trip: Trip, agreement: Agreement, rates: RatePack): Supplement[] | Refusal {
	const day = stockholmOf(trip.start).date;
	const length = trip.end - trip.start;
	if (length < SHORT_DAY) return [];
	const inSweden = isInSweden(trip, day, rates);
	if (isRefusal(inSweden)) return inSweden;
	if (!inSweden) return [];
	const agreed = inForce(agreement.supplement, day);
	if (!agreed) return rateMissing('agreement', day, agreement.id);
	const isLong = length >= LONG_DAY;
	const amount_ore = isLong ? agreed.one_day_from_12_hours_ore : agreed.one_day_from_6_hours_ore;
	const first = text(`rule.supplement.one-day.${isLong ? 'from-12-hours' : 'from-6-hours'}`, { amount: amount_ore });
	const base = step('amount', figureOf(agreed, 'supplement', amount_ore, 'ore'));
	return [
		{
			kind: 'supplement',
			date: day,
			base_ore: amount_ore,
			meals: [],
			reduction_ore: 0,
			amount_ore,
			tax_free_ore: 0,
			taxable_ore: amount_ore,
			rows_above: 0,
			reasons: withSources([row(first, base), fact(lengthOf(trip, 'rule.supplement.one-day.length')), fact(TAXABLE)]),
			source: agreedIn(agreement)
		}
	];
}

/** A text that tells how long the trip truly was. */
export function lengthOf(trip: Trip, id: string): Text {
	const length = trip.end - trip.start;
	return text(id, { hours: Math.floor(length / HOUR), minutes: Math.floor(length / MINUTE) % 60 });
}

/** A trip without a night, far enough away but shorter than the agreement's first step. */
export const tooShortForSupplement = (trip: Trip, agreement: Agreement | undefined): boolean =>
	Boolean(agreement?.supplement.length) && trip.over_50_km && !nights(trip).length && trip.end - trip.start < SHORT_DAY;
