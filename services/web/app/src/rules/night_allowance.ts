/** Night allowance (*nattraktamente*): for a night whose lodging the employer did not pay. */
import { place, type Place } from './country.ts';
import { HALF, step, unroundedOre, type Figure } from './derivation.ts';
import { fact, pay, row, withSources, type PaidLine, type Reason } from './line.ts';
import { agreedWholeDay, BY_AGREEMENT, perDiemSource } from './per_diem.ts';
import type { Agreement, RatePack } from './rates.ts';
import { yearOf, type DateText } from './time.ts';
import { isRefusal, text, type Refusal } from './text.ts';
import { givesPerDiem, nights, type Trip } from './trip.ts';

/** `date` is the one on which the night began; `country` the country of that day. */
export interface NightAllowance extends PaidLine {
	readonly kind: 'night_allowance';
	readonly country: string;
}

/** A line for each night away that the traveller arranged privately; a hotel receipt is claimed as a receipt instead. */
export function nightAllowances(trip: Trip, agreement: Agreement | undefined, rates: RatePack): NightAllowance[] | Refusal {
	if (!givesPerDiem(trip)) return [];
	const lines: NightAllowance[] = [];
	for (const night of nights(trip)) {
		if (!trip.lodging.some((one) => one.night_of === night && one.paid_by === 'private')) continue;
		const there = place(trip, night, rates);
		if (isRefusal(there)) return there;
		const agreed = agreedWholeDay(there, night, agreement);
		if (isRefusal(agreed)) return agreed;
		lines.push(nightAllowance(night, there, agreed));
	}
	return lines;
}

/** Half of the whole-day amount where the night began, whole kronor, half up; meals never lower it. */
function nightAllowance(night: DateText, there: Place, agreed: Figure | undefined): NightAllowance {
	const ofState = rowOf(night, `country.${there.country}`, there.rate.whole_day);
	const paid = pay([ofState], agreed ? [rowOf(night, BY_AGREEMENT, agreed)] : []);
	return {
		kind: 'night_allowance',
		date: night,
		country: there.country,
		amount_ore: paid.amount_ore,
		tax_free_ore: paid.tax_free_ore,
		taxable_ore: paid.taxable_ore,
		rows_above: paid.rows_above,
		reasons: withSources([...paid.rows, fact(text('rule.night.private')), ...there.why.map(fact)]),
		source: perDiemSource(there.country, night)
	};
}

function rowOf(night: DateText, country: string, wholeDay: Figure): Reason {
	const half = step('share', wholeDay, HALF);
	const exact = unroundedOre(half);
	const id = exact === half.result_ore ? 'rule.night.row' : 'rule.night.row.rounded';
	return row(text(id, { country, year: yearOf(night), whole_day: wholeDay.value, exact, half: half.result_ore }), half);
}
