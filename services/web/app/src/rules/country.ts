/** Which country a day of travel belongs to, and its whole-day amount. */
import { sum } from './money.ts';
import { dayRate, OTHER_COUNTRIES, SWEDEN, type DayRate, type RatePack } from './rates.ts';
import { addDays, HOUR, instant, MINUTE, yearOf, type DateText } from './time.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';
import type { Trip } from './trip.ts';

const DAYTIME_STARTS_HOUR = 6;

/** The country of one day with its amount, and the facts that decided it. */
export interface Place {
	readonly country: string;
	readonly rate: DayRate;
	readonly why: readonly Text[];
}

/** The country where most of 06:00–24:00 was spent on the ground; of equal ones that with the higher amount. */
export function place(trip: Trip, day: DateText, rates: RatePack): Place | Refusal {
	if (!trip.stays.length) return rated(SWEDEN, day, rates, []);
	const daytimes = new Map(trip.stays.map((stay) => [stay.country, daytime(trip, day, stay.country)]));
	const most = Math.max(...daytimes.values());
	if (!most) {
		const country = lastCountry(trip, day);
		return rated(country, day, rates, [text('rule.country.no-daytime', { country: `country.${country}` })]);
	}
	const equal: Place[] = [];
	for (const [country, time] of daytimes) {
		if (time !== most) continue;
		const candidate = rated(country, day, rates, [longest(country, most)]);
		if (isRefusal(candidate)) return candidate;
		equal.push(candidate);
	}
	const best = equal.reduce((one, other) => (other.rate.whole_day.value > one.rate.whole_day.value ? other : one));
	const other = equal.find((candidate) => candidate !== best);
	if (!other) return best;
	const tie = text('rule.country.equal', { country: `country.${best.country}`, other: `country.${other.country}` });
	return rated(best.country, day, rates, [tie]);
}

/** Time on the ground in that country during the trip, between 06:00 and 24:00 of that day. */
function daytime(trip: Trip, day: DateText, country: string): number {
	const first = Math.max(trip.start, instant(day, DAYTIME_STARTS_HOUR));
	const last = Math.min(trip.end, instant(addDays(day, 1), 0));
	const there = trip.stays.filter((stay) => stay.country === country);
	return sum(there.map((stay) => Math.max(0, Math.min(stay.end, last) - Math.max(stay.start, first))));
}

function lastCountry(trip: Trip, day: DateText): string {
	const over = instant(addDays(day, 1), 0);
	const begun = trip.stays.filter((stay) => stay.start < over);
	const last = begun.length ? begun.reduce((one, other) => (other.start > one.start ? other : one)) : trip.stays[0]!;
	return last.country;
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
