/** Which country a day of travel belongs to, and its whole-day amount. */
import { dayRate, OTHER_COUNTRIES, SWEDEN, type DayRate, type RatePack } from './rates.ts';
import { addDays, HOUR, instant, MINUTE, yearOf, type DateText } from './time.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';
import { inTime, type Stay, type Trip } from './trip.ts';

const DAYTIME_STARTS_HOUR = 6;

/** The country of one day with its amount, and the facts that decided it. */
export interface Place {
	readonly country: string;
	readonly rate: DayRate;
	readonly why: readonly Text[];
}

/**
 * The country where most of 06:00–24:00 was spent on the ground; of equal ones that with the higher amount. Without any such
 * time: the country last arrived in before the day was over, or the first of the trip where none had been reached.
 */
export function place(trip: Trip, day: DateText, rates: RatePack): Place | Refusal {
	if (!trip.stays.length) return rated(SWEDEN, day, rates, []);
	const stays = trip.stays.toSorted(inTime);
	const daytimes = daytime(trip, stays, day);
	if (!daytimes.size) {
		const country = lastCountry(stays, day);
		return rated(country, day, rates, [text('rule.country.no-daytime', { country: `country.${country}` })]);
	}
	const most = Math.max(...daytimes.values());
	const [only, ...others] = longestIn(daytimes);
	if (only === undefined || others.length) return highest(longestIn(daytimes), day, rates);
	return rated(only, day, rates, [longest(only, most)]);
}

/** That the day's country is Sweden; amounts are asked for only where they decide between countries. */
export function isInSweden(trip: Trip, day: DateText, rates: RatePack): boolean | Refusal {
	if (!trip.stays.length) return true;
	const stays = trip.stays.toSorted(inTime);
	const daytimes = daytime(trip, stays, day);
	const equal = daytimes.size ? longestIn(daytimes) : [lastCountry(stays, day)];
	if (!equal.includes(SWEDEN) || equal.length === 1) return equal.includes(SWEDEN);
	const there = highest(equal, day, rates);
	return isRefusal(there) ? there : there.country === SWEDEN;
}

function longestIn(daytimes: ReadonlyMap<string, number>): string[] {
	const most = Math.max(...daytimes.values());
	return [...daytimes.keys()].filter((country) => daytimes.get(country) === most);
}

/** By country: time on the ground during the trip, between 06:00 and 24:00 of that day; only countries with any. */
function daytime(trip: Trip, stays: readonly Stay[], day: DateText): Map<string, number> {
	const first = Math.max(trip.start, instant(day, DAYTIME_STARTS_HOUR));
	const last = Math.min(trip.end, instant(addDays(day, 1), 0));
	const times = new Map<string, number>();
	for (const stay of stays) {
		const time = Math.min(stay.end, last) - Math.max(stay.start, first);
		if (time > 0) times.set(stay.country, (times.get(stay.country) ?? 0) + time);
	}
	return times;
}

/** Of countries where the time was equal, the one with the higher amount. */
function highest(equal: readonly string[], day: DateText, rates: RatePack): Place | Refusal {
	const places: Place[] = [];
	for (const country of equal) {
		const candidate = rated(country, day, rates, []);
		if (isRefusal(candidate)) return candidate;
		places.push(candidate);
	}
	const best = places.reduce((one, other) => (other.rate.whole_day.value > one.rate.whole_day.value ? other : one));
	const other = places.find((candidate) => candidate !== best);
	const tie = text('rule.country.equal', { country: `country.${best.country}`, other: `country.${other?.country}` });
	return { ...best, why: [tie, ...best.why] };
}

function lastCountry(stays: readonly Stay[], day: DateText): string {
	const over = instant(addDays(day, 1), 0);
	return (stays.findLast((stay) => stay.start < over) ?? stays[0]!).country;
}

function longest(country: string, time: number): Text {
	const [hours, minutes] = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60];
	return text('rule.country.longest', { country: `country.${country}`, hours, minutes });
}

function rated(country: string, day: DateText, rates: RatePack, why: readonly Text[]): Place | Refusal {
	const rate = dayRate(country, day, rates);
	if (isRefusal(rate)) return rate;
	if (rate.listed_as === OTHER_COUNTRIES) {
		return { country, rate, why: [...why, text('rule.country.not-listed', { country: `country.${country}`, year: yearOf(day) })] };
	}
	if (rate.listed_as === country) return { country, rate, why };
	return { country, rate, why: [...why, text('rule.country.follows', { country: `country.${country}`, followed: `country.${rate.listed_as}` })] };
}
