/**
 * Sweden's clock in plain arithmetic: the platform's calendar takes a thousand times as long, and differs between phones.
 * A moment is microseconds since 1970 (UTC), as exact as the server's; a date is its ISO text.
 */
import stockholm from './stockholm.json' with { type: 'json' };

/** NaN: a time that was written without zone. */
export type Moment = number;
/** `2026-10-06` */
export type DateText = string;

export const MINUTE = 60_000_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SECOND = 1_000_000;
const MS = 1000;

const TRANSITIONS = stockholm as readonly (readonly number[])[];
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d\d:\d\d)?$/;

/** The moment that ISO 8601 text names. Throws where it is none. */
export function momentOf(written: string): Moment {
	const match = WRITTEN.exec(written);
	if (!match) throw new RangeError(`not a time: ${written}`);
	const [, date = '', hour, minute, second = '0', fraction = '', zone] = match;
	if (zone === undefined) return NaN;
	const clock = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + Number(fraction.padEnd(6, '0'));
	return dayNumber(date) * DAY + clock - (zone === 'Z' ? 0 : offsetOf(zone));
}

function offsetOf(zone: string): number {
	const size = Number(zone.slice(1, 3)) * HOUR + Number(zone.slice(4)) * MINUTE;
	return zone.startsWith('-') ? -size : size;
}

/** A trip speaks of the same few days again and again; some ten years of them are kept both ways. */
const DAYS_KEPT_MAX = 4096;
const numbers = new Map<DateText, number>();
const dates = new Map<number, DateText>();

/** Days since 1970. */
export function dayNumber(date: DateText): number {
	const known = numbers.get(date);
	if (known !== undefined) return known;
	const day = Date.parse(`${date}T00:00:00Z`) / (DAY / MS);
	if (!Number.isInteger(day)) throw new RangeError(`not a date: ${date}`);
	keep(day, date);
	return day;
}

export function dateOfDay(day: number): DateText {
	const known = dates.get(day);
	if (known !== undefined) return known;
	const date = new Date(day * (DAY / MS)).toISOString().slice(0, 10);
	keep(day, date);
	return date;
}

function keep(day: number, date: DateText): void {
	if (numbers.size >= DAYS_KEPT_MAX) {
		numbers.clear();
		dates.clear();
	}
	numbers.set(date, day);
	dates.set(day, date);
}

export const addDays = (date: DateText, days: number): DateText => dateOfDay(dayNumber(date) + days);
export const yearOf = (date: DateText): number => Number(date.slice(0, 4));

/** How far Sweden's clocks were ahead of UTC. */
function offsetAt(moment: Moment): number {
	let [low, high] = [0, TRANSITIONS.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (TRANSITIONS[middle]![0]! * SECOND <= moment) low = middle;
		else high = middle - 1;
	}
	return TRANSITIONS[low]![1]! * SECOND;
}

/** What the clocks in Sweden showed: the date, and the time of day in microseconds. */
export function stockholmOf(moment: Moment): { readonly date: DateText; readonly clock: number } {
	const shown = moment + offsetAt(moment);
	const day = Math.floor(shown / DAY);
	return { date: dateOfDay(day), clock: shown - day * DAY };
}

/** That hour in Sweden. */
export function instant(date: DateText, hour: number): Moment {
	const shown = dayNumber(date) * DAY + hour * HOUR;
	return shown - offsetAt(shown - offsetAt(shown - HOUR));
}

/** `2026-10-06T07:04:00+02:00`, as Sweden's clocks showed it. */
export function written(moment: Moment): string {
	const { date, clock } = stockholmOf(moment);
	const two = (number: number) => String(number).padStart(2, '0');
	const fraction = clock % SECOND;
	const minutes = offsetAt(moment) / MINUTE;
	const time = [HOUR, MINUTE, SECOND].map((unit) => two(Math.floor(clock / unit) % (unit === HOUR ? 24 : 60))).join(':');
	return `${date}T${time}${fraction ? `.${String(fraction).padStart(6, '0')}` : ''}+${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
