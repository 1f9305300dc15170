import { expect, test } from 'vitest';
import type { RatePack } from '#rules/rates.ts';
import rates from '#rules/rates.json' with { type: 'json' };
import type { Basis } from './data/rates.svelte.ts';
import { blankClaim, claimHere } from './claim-here.ts';
import { BLANK } from './trip.ts';

const basis: Basis = { rates: rates as RatePack, agreement: null, home: 'Ekby', workplace: 'Norra', receipt_age_days_max: null, driven: [] };
const trip = blankClaim('c', { employment_id: 'e', kind: 'trip' });
const gone = { ...BLANK, start: '2026-03-10T08:00:00+01:00', end: '2026-03-11T20:00:00+01:00' };

test('with nothing on its way the claim is as the server said', () => {
	expect(claimHere(trip, [], basis)).toBe(trip);
});

test('a trip that is being typed is worked out at once', () => {
	const here = claimHere(trip, [{ what: 'trip', body: gone }], basis);
	expect(here.amounts.map((one) => [one.type, one.amount_ore])).toEqual([['per_diem_domestic_full', 30000], ['per_diem_domestic_full', 30000]]);
	expect(here.total_ore).toBe(60000);
});

test('what a trip still lacks is told at once, and no longer when it is said', () => {
	const lacks = (body: typeof BLANK) => claimHere(trip, [{ what: 'trip', body }], basis).findings.map((one) => one.field);
	expect(lacks({ ...gone, destination: 'Lund' })).toEqual(['trip.purpose', 'trip.meals.2026-03-10', 'trip.meals.2026-03-11', 'trip.nights.2026-03-10']);
	const none = { breakfast: 'none', lunch: 'none', dinner: 'none' } as const;
	const meals = ['2026-03-10', '2026-03-11'].map((date) => ({ date, ...none }));
	expect(lacks({ ...gone, destination: 'Lund', purpose: 'Möte', meals, nights: [{ night_of: '2026-03-10', paid_by: 'employer' }] })).toEqual([]);
});

test('until it is known what the claim is worked out by, the amounts are as the server said', () => {
	const here = claimHere({ ...trip, total_ore: 100 }, [{ what: 'trip', body: gone }], undefined);
	expect([here.trip?.start, here.total_ore]).toEqual([gone.start, 100]);
});

test('a drive that is being typed takes its place among the lines, its taxable part after it', () => {
	const drive = { kind: 'drive', date: '2026-03-10', from_place: 'Lund', to_place: 'Malmö', distance_hm: 100, vehicle: 'own_car', purpose: '', is_private: false, odometer_start_km: null, odometer_end_km: null, passengers: 0, has_trailer: false } as const;
	const here = claimHere(blankClaim('c', { employment_id: 'e', kind: 'drives' }), [{ what: 'line', line: 'd', body: drive }], { ...basis, agreement: 'agreement-example' });
	expect(here.lines.map((one) => one.id)).toEqual(['d']);
	expect(here.amounts.map((one) => [one.id, one.amount_ore])).toEqual([['d', 2500], ['mileage_taxable:d', 1200]]);
	expect([here.tax_free_ore, here.taxable_ore]).toEqual([2500, 1200]);
});
