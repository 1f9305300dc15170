/**
 * How long the app's own rules take after a keystroke: a claim with a trip of thirty days, in Sweden with an agreement and
 * abroad in several countries, worked out and checked anew. Writes the milliseconds of each keystroke as JSON: of processor
 * time, for what else the machine does meanwhile is no part of the answer.
 */
import { cpuUsage } from 'node:process';
import { worth } from '../src/rules/amounts.ts';
import { check } from '../src/rules/checks/table.ts';
import type { TripPlan } from '../src/rules/draft.ts';
import type { RatePack } from '../src/rules/rates.ts';
import rates from '../src/rules/rates.json' with { type: 'json' };
import { addDays, momentOf } from '../src/rules/time.ts';

const DAYS = 30;
const KEYSTROKES = 1000;
const FIRST = '2026-03-10';
const at = (day: number, time: string) => momentOf(`${addDays(FIRST, day)}T${time}+01:00`);

const meals = Array.from({ length: DAYS }, (_, day) => ({ date: addDays(FIRST, day), breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'none' }) as const);
const nights = Array.from({ length: DAYS - 1 }, (_, day) => ({ night_of: addDays(FIRST, day), paid_by: 'private' }) as const);
const stays = Array.from({ length: 10 }, (_, leg) => ({ country: ['SE', 'DK', 'NO', 'US'][leg % 4]!, start: at(3 * leg, '08:00:00'), end: at(3 * leg + 2, '22:00:00') }));
const sweden: TripPlan = { destination: 'Lund', purpose: '', start: at(0, '07:30:00'), end: at(DAYS - 1, '21:00:00'), over_50_km: true, meals, nights, stays: [], assignment: null };

function keystrokes(trip: TripPlan, agreement: string | null): number[] {
	return Array.from({ length: KEYSTROKES }, (_, typed) => {
		const begun = cpuUsage();
		const draft = { kind: 'trip', trip: { ...trip, purpose: 'm'.repeat(typed % 30) }, lines: [] } as const;
		const worked = worth(draft, agreement, rates as RatePack);
		check({ draft, worth: worked, asked_at: trip.end ?? 0 });
		const { user, system } = cpuUsage(begun);
		if (worked.amounts.length < DAYS) throw new Error('it was not worked out');
		return (user + system) / 1000;
	});
}

console.log(JSON.stringify({ sweden: keystrokes(sweden, 'agreement-example'), abroad: keystrokes({ ...sweden, stays }, null) }));
