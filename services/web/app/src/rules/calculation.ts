/**
 * A whole claim worked out: trip, drives and receipts in, lines with their reasons out. The same rules as the server's,
 * file by file as in `services/claims/domain/`, held equal to the byte by `tests/phone/test_rules.py`; the server's answer is
 * the one that is stored.
 */
import { benefitMeals, type BenefitMeal } from './benefit_meal.ts';
import { receiptLines, type PaidReceipt, type Receipt } from './foreign_receipt.ts';
import { mileages, type Drive, type Mileage } from './mileage.ts';
import { sum, type Ore } from './money.ts';
import { nightAllowances, type NightAllowance } from './night_allowance.ts';
import { perDiems, type PerDiem } from './per_diem.ts';
import type { Agreement, RatePack } from './rates.ts';
import { lengthOf, supplements, tooShortForSupplement, type Supplement } from './supplement.ts';
import { isRefusal, refusal, text, type Refusal, type Text } from './text.ts';
import { stockholmOf, yearOf } from './time.ts';
import { nights, refuseTrip, type Trip } from './trip.ts';

export type Line = PerDiem | Supplement | NightAllowance | BenefitMeal | Mileage | Receipt;

/** What is to be worked out together. `agreement` is the id of one of the rates' agreements, null for the state's amounts alone. */
export interface Case {
	readonly trip: Trip | null;
	readonly drives: readonly Drive[];
	readonly receipts: readonly PaidReceipt[];
	readonly agreement: string | null;
}
/** Lines by kind, then by date, then as given; `remarks` tell what is not paid and why. */
export interface Calculation {
	readonly lines: readonly Line[];
	readonly total_ore: Ore;
	readonly tax_free_ore: Ore;
	readonly taxable_ore: Ore;
	readonly remarks: readonly Text[];
}

/** All lines of a claim, or the first thing that keeps it from being worked out. */
export function calculate(of: Case, rates: RatePack): Calculation | Refusal {
	const agreement = agreementOf(of, rates);
	if (isRefusal(agreement)) return agreement;
	const ofTrip = of.trip ? tripLines(of.trip, agreement, rates) : [];
	if (isRefusal(ofTrip)) return ofTrip;
	const driven = mileages(of.drives, agreement, rates);
	if (isRefusal(driven)) return driven;
	const paid = receiptLines(of.receipts);
	if (isRefusal(paid)) return paid;
	const lines = [...ofTrip, ...driven, ...paid];
	return {
		lines,
		total_ore: sum(lines.map((line) => line.amount_ore)),
		tax_free_ore: sum(lines.map((line) => line.tax_free_ore)),
		taxable_ore: sum(lines.map((line) => line.taxable_ore)),
		remarks: of.trip ? remarks(of.trip, agreement) : []
	};
}

function agreementOf(of: Case, rates: RatePack): Agreement | Refusal | undefined {
	if (of.agreement === null) return undefined;
	return rates.agreements.find((one) => one.id === of.agreement) ?? refusal('rate-missing', 'agreement', { date: null, what: of.agreement });
}

function tripLines(trip: Trip, agreement: Agreement | undefined, rates: RatePack): Line[] | Refusal {
	const refused = refuseTrip(trip) ?? unknownCountry(trip, rates);
	if (refused) return refused;
	const days = perDiems(trip, agreement, rates);
	if (isRefusal(days)) return atItsTime(days, trip);
	const supplemented = supplements(trip, days, agreement, rates);
	if (isRefusal(supplemented)) return atItsTime(supplemented, trip);
	const slept = nightAllowances(trip, agreement, rates);
	if (isRefusal(slept)) return atItsTime(slept, trip);
	return [...days, ...supplemented, ...slept, ...benefitMeals(trip)];
}

/** A country that does not exist would be paid as one of the others. */
function unknownCountry(trip: Trip, rates: RatePack): Refusal | undefined {
	const number = trip.stays.findIndex((stay) => !rates.countries.includes(stay.country));
	const stay = trip.stays[number];
	return stay && refusal('unknown-country', `trip.stays.${number}.country`, { country: stay.country });
}

/** A day without a rate is put right at the end of the trip that is in its year. */
function atItsTime(missing: Refusal, trip: Trip): Refusal {
	const isAtStart = yearOf(String(missing.parameters.date)) === yearOf(stockholmOf(trip.start).date);
	return { ...missing, field: isAtStart ? 'trip.start' : 'trip.end' };
}

function remarks(trip: Trip, agreement: Agreement | undefined): Text[] {
	const found: Text[] = [];
	if (!nights(trip).length) found.push(text('rule.remark.no-night'));
	if (!trip.over_50_km) found.push(text('rule.remark.within-50-km'));
	if (tooShortForSupplement(trip, agreement)) found.push(lengthOf(trip, 'rule.remark.too-short'));
	return found;
}
