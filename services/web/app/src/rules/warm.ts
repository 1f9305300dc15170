/**
 * A browser makes a function ready when it is first called, which takes longer than the sum itself. A made-up trip that is
 * worked out while nobody waits takes that from the first letter a person types.
 */
import { worth } from './amounts.ts';
import { check } from './checks/table.ts';
import type { Draft, DriveLine, ExpenseLine } from './draft.ts';
import type { RatePack } from './rates.ts';
import { addDays, momentOf } from './time.ts';

/** Three days in two countries with a receipt and a drive, in a time that the rates have. */
export function madeUp(rates: RatePack): Draft {
	const first = rates.per_diem_domestic.at(-1)?.valid_from ?? '2026-01-01';
	const at = (day: number, clock: string) => momentOf(`${addDays(first, day)}T${clock}:00+01:00`);
	const meals = [0, 1, 2].map((day) => ({ date: addDays(first, day), breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'none' }) as const);
	const nights = [0, 1].map((day) => ({ night_of: addDays(first, day), paid_by: 'private' }) as const);
	const stays = [{ country: 'SE', start: at(0, '08:00'), end: at(1, '12:00') }, { country: 'DK', start: at(1, '12:00'), end: at(2, '21:00') }];
	const expense: ExpenseLine = {
		kind: 'expense', id: '1', receipt_id: null, lost_receipt_reason: '?', expense_kind: 'taxi', merchant: '', date: first, amount_ore: 10600, vat: [{ rate: 6, net_ore: 10000, vat_ore: 600 }],
		purpose: '', exchange: null, representation: null, parts: [], paid_with: 'own', hotel_nights: null, breakfast_included: null
	};
	const drive: DriveLine = {
		kind: 'drive', id: '2', date: first, from_place: 'A', to_place: 'B', distance_hm: 100, vehicle: 'own_car', purpose: '', is_private: false,
		passengers: 0, has_trailer: false, odometer_start_km: null, odometer_end_km: null
	};
	const trip = { destination: 'B', purpose: '', start: at(0, '08:00'), end: at(2, '21:00'), over_50_km: true, meals, nights, stays, assignment: null };
	return { kind: 'trip', trip, lines: [expense, drive] };
}

let isWarm = false;
/** Once a visit. */
export function warmUp(agreement: string | null, rates: RatePack): void {
	if (isWarm) return;
	isWarm = true;
	const draft = madeUp(rates);
	const asked_at = draft.trip?.end ?? 0;
	check({ draft, worth: worth(draft, agreement, rates), asked_at, rates, receipt_age_days_max: null, home: '', workplace: '', drives_elsewhere: [] });
}
