/** A claim as its owner fills it in: the trip and the lines, each as far as it is known. */
import type { ExchangeRate } from './foreign_receipt.ts';
import type { Hectometres, Ore } from './money.ts';
import type { Meal } from './rates.ts';
import type { DateText, Moment } from './time.ts';
import type { Assignment, MealKind, PaidBy, Stay } from './trip.ts';

export type MealGiven = 'none' | MealKind;

/** What the person was given on a day; null: not said. One tap answers a day: what then is not said was not given. */
export interface DayMeals extends Readonly<Record<Meal, MealGiven | null>> {
	readonly date: DateText;
}
export const isAnswered = ({ breakfast, lunch, dinner }: DayMeals): boolean => breakfast !== null || lunch !== null || dinner !== null;

/** Who paid for the bed of the night that began on `night_of`; null: not answered yet. */
export interface Night {
	readonly night_of: DateText;
	readonly paid_by: PaidBy | null;
}
/** A trip as far as it is filled in. `stays`: where it was, Sweden among it; empty: in Sweden throughout. */
export interface TripPlan {
	readonly destination: string;
	readonly purpose: string;
	readonly start: Moment | null;
	readonly end: Moment | null;
	readonly over_50_km: boolean;
	readonly meals: readonly DayMeals[];
	readonly nights: readonly Night[];
	readonly stays: readonly Stay[];
	readonly assignment: Assignment | null;
}
/** VAT of one rate, in per cent. */
export interface Vat {
	readonly rate: number;
	readonly net_ore: Ore;
	readonly vat_ore: Ore;
}
/** A part of an expense. What is empty follows the line; `person`: for whom, in words. A private one is not paid. */
export interface Part {
	readonly id: string;
	readonly amount_ore: Ore;
	readonly expense_kind: string | null;
	readonly person: string;
	readonly is_private: boolean;
}
export type Form = 'meal' | 'light_refreshment';
/** What the person says of representation; `organisation` is empty for a colleague. */
export interface Representation {
	readonly form: Form;
	readonly participants: readonly { readonly name: string; readonly organisation: string }[];
	readonly alcohol_ore: Ore;
}
/** What a receipt is in, and its total in hundredths of that. */
export interface ReceiptTotal {
	readonly currency: string | null;
	readonly total: number | null;
}
/** An out-of-pocket expense, filled with what was read off its receipt. */
export interface ExpenseLine {
	readonly kind: 'expense';
	readonly id: string;
	readonly receipt_id: string | null;
	readonly lost_receipt_reason: string | null;
	readonly merchant: string;
	readonly vat: readonly Vat[];
	readonly purpose: string;
	readonly exchange: ExchangeRate | null;
	readonly representation: Representation | null;
	/** Where the receipt is divided; empty: it is whole. */
	readonly parts: readonly Part[];
	/** `employer_card`: the employer pays the card's bill. */
	readonly paid_with: 'own' | 'employer_card';
	readonly expense_kind: string | null;
	readonly date: DateText | null;
	readonly amount_ore: Ore | null;
	/** As read off a hotel's bill: how many nights it is for, and whether breakfast is part of their price. */
	readonly hotel_nights: number | null;
	readonly breakfast_included: boolean | null;
}
/** A drive in one vehicle. */
export interface DriveLine {
	readonly kind: 'drive';
	readonly id: string;
	readonly date: DateText | null;
	readonly from_place: string;
	readonly to_place: string;
	readonly distance_hm: Hectometres | null;
	readonly vehicle: string | null;
	readonly purpose: string;
	/** It is listed and not paid. */
	readonly is_private: boolean;
	/** Beside the driver; they and a trailer count where the agreement pays for them. */
	readonly passengers: number;
	/** The odometer, in whole km. */
	readonly odometer_start_km: number | null;
	readonly odometer_end_km: number | null;
	readonly has_trailer: boolean;
}
/** What a claim says, the lines in the order they came. */
export interface Draft {
	readonly kind: 'expense' | 'trip' | 'drives';
	readonly trip: TripPlan | null;
	readonly lines: readonly (ExpenseLine | DriveLine)[];
}
