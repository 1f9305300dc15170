/** Answers about meals and nights, also for several days at once: then what the person has answered stays. */
import type { DayMeals, Known, Meal, MealAnswer, Night } from '#lib/api/types.ts';
import type { TripDay } from '#lib/trip.ts';

export type UsualTrip = NonNullable<Known['trip']>;
type Answers = Omit<DayMeals, 'date'>;

export const MEALS: readonly Meal[] = ['breakfast', 'lunch', 'dinner'];

/** Who gave a meal, as the person may say it; a room's price holds only breakfast. */
export const giversOf = (meal: Meal): MealAnswer[] => ['provided', ...(meal === 'breakfast' ? (['hotel_breakfast'] as const) : []), 'representation', 'transport_included', 'own'];

export const isGiven = (answer: MealAnswer | null): answer is MealAnswer => answer !== null && answer !== 'none';
export const isAnswered = ({ meals: { breakfast, lunch, dinner } }: Pick<TripDay, 'meals'>): boolean => [breakfast, lunch, dinner].some((one) => one !== null);

/** That day's answers on every day that has none. */
export function sameAllDays(days: readonly TripDay[], from: TripDay): DayMeals[] {
	return days.map((day) => (isAnswered(day) ? day.meals : { ...fitting(from.meals, day), date: day.date }));
}

/** The answer for that night on every night that has none. */
export function sameAllNights(days: readonly TripDay[], paid_by: Night['paid_by']): Night[] {
	return days.flatMap(({ night }) => (night ? [night.paid_by ? night : { ...night, paid_by }] : []));
}

/** What is open becomes as on the person's latest trip: its first day, its last, and those between. */
export function asLastTime(days: readonly TripDay[], usual: UsualTrip): { meals: DayMeals[]; nights: Night[] } {
	const nights = sameAllNights(days, usual.paid_by);
	const meals = days.map((day, index) => {
		if (isAnswered(day)) return day.meals;
		const place = index === 0 ? usual.first : index === days.length - 1 ? usual.last : usual.between;
		return { ...fitting(place, { ...day, before: nights[index - 1] }), date: day.date };
	});
	return { meals, nights };
}

/** A hotel's breakfast only after a night that was not private. */
function fitting({ breakfast, lunch, dinner }: Answers, day: Pick<TripDay, 'before'>): Answers {
	const hasHotel = day.before !== undefined && day.before.paid_by !== 'private';
	return { breakfast: breakfast === 'hotel_breakfast' && !hasHotel ? 'none' : (breakfast ?? 'none'), lunch: lunch ?? 'none', dinner: dinner ?? 'none' };
}

/** That day's answers, on top of what was said of it. */
export function withMeals(meals: readonly DayMeals[], date: string, answers: Partial<DayMeals>): DayMeals[] {
	const day = meals.find((one) => one.date === date) ?? { date, breakfast: null, lunch: null, dinner: null };
	return [...meals.filter((one) => one.date !== date), { ...day, ...answers }].sort((a, b) => a.date.localeCompare(b.date));
}

export function withNight(nights: readonly Night[], night_of: string, paid_by: Night['paid_by']): Night[] {
	return [...nights.filter((one) => one.night_of !== night_of), { night_of, paid_by }].sort((a, b) => a.night_of.localeCompare(b.night_of));
}

/** Which meal a receipt is for: by its time, else the last one of the day that nobody gave. */
export function mealOf(time: string | null | undefined, day: DayMeals | undefined): Meal {
	if (time) return time < '10' ? 'breakfast' : time < '15' ? 'lunch' : 'dinner';
	return MEALS.findLast((meal) => [undefined, null, 'none', 'own'].includes(day?.[meal])) ?? 'dinner';
}
