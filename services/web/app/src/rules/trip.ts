/** A business trip as its traveller tells it, and what its times decide: which days and nights it has, whole or half. */
import { MEALS, type Meal } from './rates.ts';
import { addDays, DAY, dateOfDay, dayNumber, HOUR, instant, stockholmOf, written, type DateText, type Moment } from './time.ts';
import { refusal, text, type Refusal, type Text } from './text.ts';

const NOON = 12 * HOUR;
const EVENING = 19 * HOUR;
const NIGHT_ENDS_HOUR = 6;
const TRIP_DAYS_MAX = 1100;

export type MealKind = 'provided' | 'hotel_breakfast' | 'representation' | 'transport_included' | 'own';
/** Meals that lower the day's amount; the first is told to payroll as a benefit, so it wins when two speak of the same meal. */
const LOWERING: readonly MealKind[] = ['provided', 'hotel_breakfast', 'representation'];
export type PaidBy = 'employer' | 'employee_receipt' | 'private';
export type DayPart = 'whole' | 'half';

/** Time on the ground in one country (ISO 3166 alpha-2). */
export interface Stay {
	readonly country: string;
	readonly start: Moment;
	readonly end: Moment;
}
/** The order of stays, whatever order they were told in: an arrival that left at once comes before what began then. */
export const inTime = (one: Stay, other: Stay): number =>
	one.start - other.start || one.end - other.end || (one.country < other.country ? -1 : Number(one.country > other.country));
export interface MealAnswer {
	readonly date: DateText;
	readonly meal: Meal;
	readonly kind: MealKind;
}
/** Who paid for the bed of the night that began on that date. */
export interface Lodging {
	readonly night_of: DateText;
	readonly paid_by: PaidBy;
}
/** Work at one and the same place since a date; `extension_days` put the long stay off. */
export interface Assignment {
	readonly since: DateText;
	readonly extension_days: number;
}
/** `start` and `end` are leaving and coming back. No `stays` means Sweden throughout. */
export interface Trip {
	readonly start: Moment;
	readonly end: Moment;
	readonly over_50_km: boolean;
	readonly stays: readonly Stay[];
	readonly meals: readonly MealAnswer[];
	readonly lodging: readonly Lodging[];
	readonly assignment: Assignment | null;
}
/** A calendar day of the trip, and why it is whole or half. */
export interface TravelDay {
	readonly date: DateText;
	readonly part: DayPart;
	readonly why: readonly Text[];
}

/** Why these times cannot be calculated with. */
export function refuseTrip(trip: Trip): Refusal | undefined {
	const times: [string, Moment][] = [['trip.start', trip.start], ['trip.end', trip.end]];
	trip.stays.forEach((stay, number) => times.push([`trip.stays.${number}.from`, stay.start], [`trip.stays.${number}.to`, stay.end]));
	for (const [field, moment] of times) if (Number.isNaN(moment)) return refusal('time-without-zone', field);
	if (trip.end < trip.start) return refusal('end-before-start', 'trip.end');
	for (const [number, stay] of trip.stays.entries()) {
		if (stay.end < stay.start) return refusal('end-before-start', `trip.stays.${number}.to`);
	}
	if (trip.end - trip.start > TRIP_DAYS_MAX * DAY) return refusal('trip-too-long', 'trip.end', { days_max: TRIP_DAYS_MAX });
	return refuseStays(trip);
}

/** A stay may reach beyond the trip, where it counts nothing, but not lie wholly outside it; nobody is in two places. */
function refuseStays(trip: Trip): Refusal | undefined {
	const numbered = [...trip.stays.entries()].sort(([, one], [, other]) => inTime(one, other));
	for (const [number, stay] of numbered) {
		if (stay.end < trip.start || trip.end < stay.start) return refusal('stay-outside-trip', `trip.stays.${number}.from`);
	}
	for (const [at, [number, later]] of numbered.entries()) {
		const earlier = numbered[at - 1]?.[1];
		if (earlier && later.start < earlier.end) return refusal('stays-overlap', `trip.stays.${number}.from`);
	}
	return undefined;
}

/** Each date in Sweden that the trip touches. */
export function calendarDays(trip: Trip): DateText[] {
	const first = dayNumber(stockholmOf(trip.start).date);
	const last = dayNumber(stockholmOf(trip.end).date);
	return Array.from({ length: last - first + 1 }, (_, number) => dateOfDay(first + number));
}

/** The nights away, by the date on which they begin: away through all of 00:00–06:00 of the date after. */
export const nights = (trip: Trip): DateText[] =>
	calendarDays(trip)
		.filter((day) => trip.start <= instant(day, 0) && instant(day, NIGHT_ENDS_HOUR) <= trip.end)
		.map((day) => addDays(day, -1));

/** A trip with a night, more than 50 km from home and from the workplace. */
export const givesPerDiem = (trip: Trip): boolean => trip.over_50_km && nights(trip).length > 0;

/** The dates that want an answer about meals, and the nights about lodging; none when the trip gives no per diem. */
export const days = (trip: Trip): { days: DateText[]; nights: DateText[] } =>
	givesPerDiem(trip) ? { days: calendarDays(trip), nights: nights(trip) } : { days: [], nights: [] };

/** Each day, whole or half: half when leaving at 12:00 or later, or back at 19:00 or earlier. */
export function travelDays(trip: Trip): TravelDay[] {
	const [start, end] = [stockholmOf(trip.start), stockholmOf(trip.end)];
	const [leftLate, backEarly] = [start.clock >= NOON, end.clock <= EVENING];
	const left = text(`rule.per_diem.${leftLate ? 'half.left-at-noon' : 'whole.left-before-noon'}`, { time: written(trip.start) });
	const back = text(`rule.per_diem.${backEarly ? 'half.back-by-evening' : 'whole.back-in-evening'}`, { time: written(trip.end) });
	const away = text('rule.per_diem.whole.away-all-day');
	return calendarDays(trip).map((date) => {
		const [isFirst, isLast] = [date === start.date, date === end.date];
		const isHalf = (isFirst && leftLate) || (isLast && backEarly);
		const why = [...(isFirst ? [left] : []), ...(isLast ? [back] : [])];
		return { date, part: isHalf ? 'half' : 'whole', why: why.length ? why : [away] };
	});
}

/** The meals that lower that day's amount, each once whoever gave it, in the order of the day. */
export function mealsOn(trip: Trip, day: DateText): MealAnswer[] {
	const given = trip.meals.filter((answer) => answer.date === day);
	return MEALS.flatMap((meal) => {
		const kind = LOWERING.find((lowering) => given.some((answer) => answer.meal === meal && answer.kind === lowering));
		return kind ? [{ date: day, meal, kind }] : [];
	});
}
