/**
 * How long the app's own rules take after a keystroke: a claim with a trip of thirty days and a receipt a day, in Sweden with an agreement and
 * abroad in several countries, worked out and checked anew. Writes the milliseconds of each keystroke as JSON: of processor
 * time, for what else the machine does meanwhile is no part of the answer.
 */
import { cpuUsage } from 'node:process';
import { worth } from '../src/rules/amounts.ts';
import { check } from '../src/rules/checks/table.ts';
import type { ExpenseLine, TripPlan } from '../src/rules/draft.ts';
import type { RatePack } from '../src/rules/rates.ts';
import rates from '../src/rules/rates.json' with { type: 'json' };
import { addDays, momentOf } from '../src/rules/time.ts';
import { warmUp } from '../src/rules/warm.ts';

const DAYS = 30;
const KEYSTROKES = 1000;
const FIRST = '2026-03-10';
const at = (day: number, time: string) => momentOf(`${addDays(FIRST, day)}T${time}+01:00`);

const meals = Array.from({ length: DAYS }, (_, day) => ({ date: addDays(FIRST, day), breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'none' }) as const);
const nights = Array.from({ length: DAYS - 1 }, (_, day) => ({ night_of: addDays(FIRST, day), paid_by: 'private' }) as const);
const stays = Array.from({ length: 10 }, (_, leg) => ({ country: ['SE', 'DK', 'NO', 'US'][leg % 4]!, start: at(3 * leg, '08:00:00'), end: at(3 * leg + 2, '22:00:00') }));
const sweden: TripPlan = { destination: 'Lund', purpose: '', start: at(0, '07:30:00'), end: at(DAYS - 1, '21:00:00'), over_50_km: true, meals, nights, stays: [], assignment: null };

const lines = Array.from({ length: DAYS }, (_, day) => receipt(day));
function receipt(day: number): ExpenseLine {
	return {
		kind: 'expense', id: `receipt-${day}`, receipt_id: null, lost_receipt_reason: 'Borta', expense_kind: 'taxi', merchant: 'Taxi', date: addDays(FIRST, day), amount_ore: 10600,
		vat: [{ rate: 6, net_ore: 10000, vat_ore: 600 }], purpose: '', exchange: null, representation: null, parts: [], paid_with: 'own', hotel_nights: null, breakfast_included: null
	};
}

function keystrokes(trip: TripPlan, agreement: string | null): number[] {
	return Array.from({ length: KEYSTROKES }, (_, typed) => {
		const begun = cpuUsage();
		const draft = { kind: 'trip', trip: { ...trip, purpose: 'm'.repeat(typed % 30) }, lines } as const;
		const worked = worth(draft, agreement, rates as RatePack);
		check({ draft, worth: worked, asked_at: trip.end ?? 0, rates: rates as RatePack, receipt_age_days_max: 90, home: 'Hemma', workplace: 'Norra', drives_elsewhere: [] });
		const { user, system } = cpuUsage(begun);
		if (worked.amounts.length < DAYS) throw new Error('it was not worked out');
		return (user + system) / 1000;
	});
}

warmUp('agreement-example', rates as RatePack); // as the app does while nobody types
console.log(JSON.stringify({ sweden: keystrokes(sweden, 'agreement-example'), abroad: keystrokes({ ...sweden, stays }, null) }));
