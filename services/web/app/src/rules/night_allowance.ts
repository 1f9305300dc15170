/** Night allowance (*nattraktamente*): for a night whose lodging the employer did not pay. */
import { place, type Place } from './country.ts';
import { HALF, step, unroundedOre } from './derivation.ts';
import { fact, row, withSources, type PaidLine } from './line.ts';
import { perDiemSource } from './per_diem.ts';
import type { RatePack } from './rates.ts';
import { yearOf, type DateText } from './time.ts';
import { isRefusal, text, type Refusal } from './text.ts';
import { givesPerDiem, nights, type Trip } from './trip.ts';

/** `date` is the one on which the night began; `country` the country of that day. */
export interface NightAllowance extends PaidLine {
	readonly kind: 'night_allowance';
	readonly country: string;
}

/** A line for each night away that the traveller arranged privately; a hotel receipt is claimed as a receipt instead. */
export function nightAllowances(trip: Trip, rates: RatePack): NightAllowance[] | Refusal {
	if (!givesPerDiem(trip)) return [];
	const lines: NightAllowance[] = [];
	for (const night of nights(trip)) {
		if (!trip.lodging.some((one) => one.night_of === night && one.paid_by === 'private')) continue;
		const there = place(trip, night, rates);
		if (isRefusal(there)) return there;
		lines.push(nightAllowance(night, there));
	}
	return lines;
}

/** Half of the whole-day amount where the night began, whole kronor, half up; meals never lower it. */
function nightAllowance(night: DateText, there: Place): NightAllowance {
	const half = step('share', there.rate.whole_day, HALF);
	const exact = unroundedOre(half);
	const first = text(exact === half.result_ore ? 'rule.night.row' : 'rule.night.row.rounded', {
		country: `country.${there.country}`,
		year: yearOf(night),
		whole_day: there.rate.whole_day.value,
		exact,
		half: half.result_ore
	});
	return {
		kind: 'night_allowance',
		date: night,
		country: there.country,
		amount_ore: half.result_ore,
		tax_free_ore: half.result_ore,
		taxable_ore: 0,
		reasons: withSources([row(first, half), fact(text('rule.night.private')), ...there.why.map(fact)]),
		source: perDiemSource(there.country, night)
	};
}
