/** A trip that was made before, proposed anew: with the clocks it had, on the latest days on which it is over by now. */
import type { KnownTrip } from '#lib/api/types.ts';
import { momentOf } from '#lib/moments.ts';
import { inStockholm } from '#lib/texts.ts';
import type { TripEntry } from '#lib/trip.ts';
import { addDays, dayNumber } from '#rules/time.ts';

/** How many nights lie between them. */
export const nightsBetween = (first: string, last: string): number => dayNumber(last) - dayNumber(first);
export const nightsOf = ({ start, end }: Pick<KnownTrip, 'start' | 'end'>): number => nightsBetween(inStockholm(start).date, inStockholm(end).date);

export function madeAgain({ start, end, stays, destination, purpose, over_50_km }: KnownTrip, now = new Date().toISOString()): Partial<TripEntry> {
	const [back, asked] = [inStockholm(end), inStockholm(now)];
	const days = nightsBetween(back.date, asked.date) - (back.time > asked.time ? 1 : 0);
	const moved = (moment: string) => {
		const { date, time } = inStockholm(moment);
		return momentOf(addDays(date, days), time);
	};
	return { destination, purpose, over_50_km, start: moved(start), end: moved(end), stays: stays.map((stay) => ({ ...stay, start: moved(stay.start), end: moved(stay.end) })) };
}
