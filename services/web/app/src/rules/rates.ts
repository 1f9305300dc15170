/** The figures that law and agreements set, each with the dates it holds, and how the one of a date is found. */
import { figure, type Figure, type Unit } from './derivation.ts';
import { sum, type Ore, type PerMille } from './money.ts';
import { yearOf, type DateText } from './time.ts';
import { refusal, type Refusal } from './text.ts';

export const SWEDEN = 'SE';
export const OTHER_COUNTRIES = '*';
const NOT_LISTED = 'rate.note.not-listed';

export type Meal = 'breakfast' | 'lunch' | 'dinner';
export const MEALS: readonly Meal[] = ['breakfast', 'lunch', 'dinner'];

/** A figure that holds from `valid_from` through `valid_to`; `verified`: found in the source named; `note`: id of a text, or empty. */
export interface Dated {
	readonly valid_from: DateText;
	/** null: until something else is decided. */
	readonly valid_to: DateText | null;
	readonly source: string;
	readonly verified: boolean;
	readonly note: string;
}
export interface DomesticPerDiem extends Dated {
	readonly whole_day_ore: Ore;
}
export interface ForeignPerDiem {
	readonly year: number;
	readonly country: string;
	readonly whole_day_ore: Ore;
	readonly source: string;
	readonly verified: boolean;
	readonly note: string;
}
/** A country without an amount of its own has that of the one it follows. */
export interface FollowedCountry extends Dated {
	readonly country: string;
	readonly followed: string;
}
/** What each meal takes off a day's amount. */
export interface MealShares {
	readonly breakfast: PerMille;
	readonly lunch: PerMille;
	readonly dinner: PerMille;
	readonly all_three: PerMille;
}
export interface StateMealShares extends Dated, MealShares {}
/** What is left of the per diem after a long stay at one place. */
export interface LongStayShares extends Dated {
	readonly after_three_months: PerMille;
	readonly after_two_years: PerMille;
}
export interface TaxFreeMileage extends Dated {
	readonly vehicle: string;
	readonly ore_per_km: Ore;
}
/** What an agreement pays for a whole day in Sweden, the tax-free part included. */
export interface AgreedPerDiem extends Dated {
	readonly whole_day_ore: Ore;
}
export interface AgreedMileage extends Dated {
	readonly vehicle: string;
	readonly ore_per_km: Ore;
	readonly passenger_ore_per_km: Ore;
	readonly trailer_ore_per_km: Ore;
}
export interface AgreedSupplement extends Dated {
	readonly whole_day_ore: Ore;
	readonly half_day_ore: Ore;
	readonly one_day_from_6_hours_ore: Ore;
	readonly one_day_from_12_hours_ore: Ore;
	readonly meals: MealShares;
}
export interface Agreement {
	readonly id: string;
	readonly name: { readonly sv: string; readonly en: string };
	readonly per_diem: readonly AgreedPerDiem[];
	readonly supplement: readonly AgreedSupplement[];
	readonly mileage: readonly AgreedMileage[];
}
export interface VatRate extends Dated {
	readonly what: string;
	readonly percent: number;
}
/** The most, excluding VAT and per person, on which VAT of representation is deducted. */
export interface RepresentationLimit extends Dated {
	readonly meal_base_per_person_ore: Ore;
	readonly light_refreshment_per_person_ore: Ore;
}
/** All figures that a calculation may use. `version` changes whenever one of them does. */
export interface RatePack {
	readonly version: string;
	readonly per_diem_domestic: readonly DomesticPerDiem[];
	readonly per_diem_foreign: readonly ForeignPerDiem[];
	readonly followed_country: readonly FollowedCountry[];
	readonly countries: readonly string[];
	readonly meals_domestic: readonly StateMealShares[];
	readonly meals_foreign: readonly StateMealShares[];
	readonly long_stay: readonly LongStayShares[];
	readonly mileage: readonly TaxFreeMileage[];
	readonly vat: readonly VatRate[];
	readonly representation: readonly RepresentationLimit[];
	readonly agreements: readonly Agreement[];
}

/** Share of these meals of one day together, each counted once. */
export function shareOf(shares: MealShares, meals: readonly Meal[]): PerMille {
	const once = new Set(meals);
	return once.size === MEALS.length ? shares.all_three : sum([...once].map((meal) => shares[meal]));
}

/** The figure of that day, if there is one. */
export const inForce = <Rate extends Dated>(rates: readonly Rate[], day: DateText): Rate | undefined =>
	rates.find((rate) => rate.valid_from <= day && (rate.valid_to === null || day <= rate.valid_to));

/** One of a rate's numbers, as it stands in a sum. */
export const figureOf = (rate: Dated, series: string, value: number, unit: Unit): Figure =>
	figure(value, unit, series, rate.valid_from, rate.source, rate.verified, rate.note);

/** The whole-day amount for a country on a date, and the list's country it was found under. */
export interface DayRate {
	readonly whole_day: Figure;
	readonly listed_as: string;
}

/** The whole-day amount of a country on a date: its own, that of the country it follows, or that of other countries. */
export function dayRate(country: string, day: DateText, rates: RatePack): DayRate | Refusal {
	if (country === SWEDEN) {
		const domestic = inForce(rates.per_diem_domestic, day);
		if (!domestic) return rateMissing('trip', day, country);
		return { whole_day: figureOf(domestic, 'per_diem_domestic', domestic.whole_day_ore, 'ore'), listed_as: SWEDEN };
	}
	const ofYear = rates.per_diem_foreign.filter((rate) => rate.year === yearOf(day));
	const follows = inForce(rates.followed_country.filter((rate) => rate.country === country), day);
	for (const listed_as of [country, follows?.followed, OTHER_COUNTRIES]) {
		const listed = ofYear.find((rate) => rate.country === listed_as);
		if (listed) return { whole_day: abroad(country, listed, rates), listed_as: listed.country };
	}
	return rateMissing('trip', day, country);
}

/** Not confirmed where a country that another year's list names has fallen among the others: the list may be incomplete. */
function abroad(country: string, listed: ForeignPerDiem, rates: RatePack): Figure {
	const hasFallen = listed.country === OTHER_COUNTRIES && rates.per_diem_foreign.some((rate) => rate.country === country);
	const [verified, note] = hasFallen ? [false, NOT_LISTED] as const : [listed.verified, listed.note] as const;
	return figure(listed.whole_day_ore, 'ore', 'per_diem_foreign', `${listed.year}-01-01`, listed.source, verified, note);
}

/** No figure for this on that day: refused, because a silent zero would be taken for the rule. */
export const rateMissing = (field: string, day: DateText, what: string): Refusal => refusal('rate-missing', field, { date: day, what });
