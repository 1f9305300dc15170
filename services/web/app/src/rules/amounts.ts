/** What a draft is worth, as amounts under their payroll types. An expense is worked out where what its receipt says is known here. */
import { ofBenefitMeal, ofMileage, ofNight, ofPerDiem, ofSupplement, type Amount } from './amount.ts';
import { calculate } from './calculation.ts';
import type { Draft, DriveLine, ExpenseLine, ReceiptTotal, TripPlan } from './draft.ts';
import { ofExpense } from './expense.ts';
import { MEALS, type RatePack } from './rates.ts';
import { isRefusal, text, type Refusal, type Text } from './text.ts';
import type { MealAnswer, Trip } from './trip.ts';

/** A part of the draft that could not be worked out: the line, or null for the trip. */
export interface Unworked {
	readonly line_id: string | null;
	readonly refusal: Refusal;
}
/** The amounts as far as the draft is complete; `remarks` say what is not paid, and why. */
export interface Worth {
	readonly amounts: readonly Amount[];
	readonly remarks: readonly Text[];
	readonly unworked: readonly Unworked[];
}

/** By id. */
export type Receipts = ReadonlyMap<string, ReceiptTotal>;
const NONE_KNOWN: Receipts = new Map();

/** Trip first, then the lines as they came. What cannot be worked out yet, or at all, takes nothing else with it. */
export function worth(draft: Draft, agreement: string | null, rates: RatePack, receipts = NONE_KNOWN): Worth {
	const travelled = ofTrip(draft.trip, agreement, rates);
	const lines = draft.lines.map((line) => (line.kind === 'drive' ? ofDrive(line, agreement, rates) : ofPaid(line, receipts, rates)));
	return {
		amounts: [...travelled.amounts, ...lines.flatMap((one) => one.amounts)],
		remarks: travelled.remarks,
		unworked: [...travelled.unworked, ...lines.flatMap((one) => one.unworked)]
	};
}

const NOTHING: Worth = { amounts: [], remarks: [], unworked: [] };
const unworked = (line_id: string | null, refusal: Refusal): Worth => ({ ...NOTHING, unworked: [{ line_id, refusal }] });

/** The trip for the calculation, once both its times are known and in order. */
export function completeTrip(plan: TripPlan | null): Trip | undefined {
	if (!plan || plan.start === null || plan.end === null || plan.end < plan.start) return undefined;
	const meals = plan.meals.flatMap((day) =>
		MEALS.flatMap((meal): MealAnswer[] => {
			const kind = day[meal];
			return kind === null || kind === 'none' ? [] : [{ date: day.date, meal, kind }];
		})
	);
	return {
		start: plan.start,
		end: plan.end,
		over_50_km: plan.over_50_km,
		stays: plan.stays,
		meals,
		lodging: plan.nights.flatMap(({ night_of, paid_by }) => (paid_by ? [{ night_of, paid_by }] : [])),
		assignment: plan.assignment
	};
}

function ofTrip(plan: TripPlan | null, agreement: string | null, rates: RatePack): Worth {
	const trip = completeTrip(plan);
	if (!trip) return NOTHING;
	const travelled = calculate({ trip, drives: [], receipts: [], agreement }, rates);
	if (isRefusal(travelled)) return unworked(null, travelled);
	const isOneDay = !travelled.lines.some((line) => line.kind === 'per_diem');
	const amounts = travelled.lines.flatMap((line) => {
		switch (line.kind) {
			case 'per_diem':
				return ofPerDiem(line);
			case 'supplement':
				return ofSupplement(line, isOneDay);
			case 'night_allowance':
				return ofNight(line);
			case 'benefit_meal':
				return ofBenefitMeal(line);
			default:
				throw new Error('a trip alone has neither drives nor receipts');
		}
	});
	return { amounts, remarks: travelled.remarks, unworked: [] };
}

function ofPaid(line: ExpenseLine, receipts: Receipts, rates: RatePack): Worth {
	const receipt = line.receipt_id === null ? undefined : receipts.get(line.receipt_id);
	if (line.receipt_id !== null && !receipt) return NOTHING;
	const paid = ofExpense(line, receipt, rates);
	return isRefusal(paid) ? unworked(line.id, paid) : { ...NOTHING, amounts: paid };
}

/** What one drive gives. */
export function ofDrive(line: DriveLine, agreement: string | null, rates: RatePack): Worth {
	if (line.is_private || line.date === null || line.vehicle === null || !line.distance_hm || line.distance_hm < 0) return NOTHING;
	const drive = { date: line.date, vehicle: line.vehicle, distance_hm: line.distance_hm, id: line.id, passengers: line.passengers, has_trailer: line.has_trailer };
	const driven = calculate({ trip: null, drives: [drive], receipts: [], agreement }, rates);
	if (isRefusal(driven)) return unworked(line.id, driven);
	const hasPlaces = line.from_place && line.to_place;
	const title = hasPlaces ? text('amount.drive', { from: line.from_place, to: line.to_place }) : text('amount.drive.no-places');
	const amounts = driven.lines.flatMap((one) => (one.kind === 'mileage' ? ofMileage(one, title, line.purpose || null, rates) : []));
	return { amounts, remarks: [], unworked: [] };
}
