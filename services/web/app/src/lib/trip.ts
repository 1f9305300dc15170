/** A trip as its days and nights, for the screen. */
import type { Claim, ClaimLine, DayMeals, Meal, MealAnswer, Night, Trip } from '#lib/api/types.ts';
import { dayAfter, daysOf } from '#lib/moments.ts';
import { fitted } from '#lib/stays.ts';
import { inStockholm } from '#lib/texts.ts';

/** What a person enters about a trip. */
export type TripEntry = Omit<Trip, 'version' | 'base_version'>;

/** What a trip says before anything is said. */
export const BLANK: TripEntry = { destination: '', purpose: '', start: null, end: null, over_50_km: true, meals: [], nights: [], stays: [], assignment: null };

/** Nothing is said of where, why or when. */
export const isBlank = ({ destination, purpose, start, end }: TripEntry): boolean => !destination && !purpose && !start && !end;

export interface TripDay {
	date: string;
	meals: DayMeals;
	/** Amounts that Kvittera worked out for the day … */
	amounts: ClaimLine[];
	/** … and for the night that begins on it. */
	nightAmounts: ClaimLine[];
	/** The night that begins on this day, unless it is the last. */
	night?: Night;
	/** How the night before was paid; decides what a breakfast is. */
	before?: Night;
}

/** The date lies within the trip. */
export const isDuring = (date: string | null, { start, end }: Pick<Trip, 'start' | 'end'>): boolean =>
	Boolean(date && start && end) && inStockholm(start!).date <= date! && date! <= inStockholm(end!).date;

/** Types of amounts that a day or a night gives by itself; what a person entered has its own rows. */
export const isOfADay = ({ type }: Pick<ClaimLine, 'type'>): boolean => /^(per_diem|meal_benefit)_/.test(type);
export const isOfANight = ({ type }: Pick<ClaimLine, 'type'>): boolean => type.startsWith('night_allowance_');

export function tripDays(claim: Pick<Claim, 'amounts'>, trip: Pick<Trip, 'start' | 'end' | 'meals' | 'nights'>): TripDay[] {
	if (!trip.start || !trip.end) return [];
	const dates = daysOf(inStockholm(trip.start).date, inStockholm(trip.end).date);
	return dates.map((date, index) => {
		const meals = trip.meals.find((day) => day.date === date) ?? { date, breakfast: null, lunch: null, dinner: null };
		const nightOf = (day: string | undefined) =>
			day === undefined ? undefined : (trip.nights.find((night) => night.night_of === day) ?? { night_of: day, paid_by: null });
		return {
			date,
			meals,
			amounts: claim.amounts.filter((line) => line.date === date && isOfADay(line)),
			nightAmounts: claim.amounts.filter((line) => line.date === date && isOfANight(line)),
			night: index < dates.length - 1 ? nightOf(date) : undefined,
			before: index > 0 ? nightOf(dates[index - 1]) : undefined
		};
	});
}

/** A breakfast after a night that somebody was charged for belongs to the room's price. */
export const breakfastAnswer = (day: Pick<TripDay, 'before'>): MealAnswer => (day.before && day.before.paid_by !== 'private' ? 'hotel_breakfast' : 'provided');

/** Press a meal: given, or not after all. The first press answers the day: what was not pressed was not given. */
export function pressed(day: TripDay, meal: Meal): Partial<DayMeals> {
	const given = day.meals[meal] !== null && day.meals[meal] !== 'none';
	const rest = { breakfast: day.meals.breakfast ?? 'none', lunch: day.meals.lunch ?? 'none', dinner: day.meals.dinner ?? 'none' } as const;
	return { ...rest, [meal]: given ? 'none' : meal === 'breakfast' ? breakfastAnswer(day) : 'provided' };
}

/** Nothing was given that day: it is answered, and every meal that has an answer says so. */
export function nothingGiven({ meals: { breakfast, lunch, dinner } }: Pick<TripDay, 'meals'>): boolean {
	const answers = [breakfast, lunch, dinner].filter((one) => one !== null);
	return answers.length > 0 && answers.every((one) => one === 'none');
}

/** Press “nothing”: no meal was given, or the day is open again. */
export function pressedNothing(day: Pick<TripDay, 'meals'>): Partial<DayMeals> {
	const answer = nothingGiven(day) ? null : 'none';
	return { breakfast: answer, lunch: answer, dinner: answer };
}

/** What the person says now on top of what was said: other times take the stays along, and let go of days that the trip no longer has. */
export function withFields(draft: TripEntry, fields: Partial<TripEntry>): TripEntry {
	const { destination, purpose, start, end, over_50_km, meals, nights, stays, assignment } = { ...draft, ...fields };
	const fit = 'start' in fields || 'end' in fields ? fitted(stays, { start, end }) : stays;
	return withinDates({ destination, purpose, start, end, over_50_km, meals, nights, stays: fit, assignment });
}

/** Meals and nights of days that the trip no longer has are let go of. */
function withinDates<Draft extends Pick<Trip, 'start' | 'end' | 'meals' | 'nights'>>(draft: Draft): Draft {
	if (!draft.start || !draft.end) return draft;
	const dates = new Set(daysOf(inStockholm(draft.start).date, inStockholm(draft.end).date));
	return {
		...draft,
		meals: draft.meals.filter((day) => dates.has(day.date)),
		nights: draft.nights.filter((night) => dates.has(night.night_of) && dates.has(dayAfter(night.night_of)))
	};
}
