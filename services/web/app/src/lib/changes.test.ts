import { expect, test } from 'vitest';
import type { ClaimDocument } from '#lib/api/types.ts';
import { claimChanges, tripChanges } from './changes.ts';

const LINE = { id: 'day', type: 'per_diem_domestic_full', date: '2026-10-06', title: { id: 'amount.per_diem.whole', parameters: {} }, amount_ore: 30_000, note: null, distance_hm: null, vat: [], reasons: [], evidence: null, representation: null, dimension_names: {} };
const documentOf = (...lines: object[]) => ({ trip: null, lines }) as unknown as ClaimDocument;
const sides = (changes: ReturnType<typeof claimChanges>) => changes.map(({ before, after }) => [before.replace(/\s/g, ' '), after.replace(/\s/g, ' ')]);

test('an amount that changed is told with both', () => {
	expect(sides(claimChanges(documentOf(LINE), documentOf({ ...LINE, amount_ore: 19_500 })))).toEqual([['300,00 kr', '195,00 kr']]);
});

test('a row that is new or gone has nothing on one side', () => {
	const other = { ...LINE, id: 'other' };
	expect(sides(claimChanges(documentOf(LINE), documentOf(other)))).toEqual([['–', '300,00 kr'], ['300,00 kr', '–']]);
});

test('words that changed are told, and what is the same is not', () => {
	expect(sides(claimChanges(documentOf(LINE), documentOf({ ...LINE, note: 'Kurs' })))).toEqual([['–', 'Kurs']]);
	expect(claimChanges(documentOf(LINE), documentOf({ ...LINE }))).toEqual([]);
});

test('no row that changed is silent', () => {
	const [before, after] = ['r1', 'r2'].map((receipt_id) => ({ ...LINE, evidence: { receipt_id } }));
	expect(claimChanges(documentOf(before!), documentOf(after!))).toHaveLength(1);
});

test('of a trip the answers that differ are told day by day', () => {
	const trip = { destination: 'Lund', purpose: 'Kurs', start: null, end: null, over_50_km: true, stays: [], assignment: null, nights: [] };
	const day = (lunch: 'none' | 'provided') => [{ date: '2026-10-06', breakfast: 'none' as const, lunch, dinner: 'none' as const }];
	expect(sides(tripChanges({ ...trip, meals: day('none') }, { ...trip, destination: 'Malmö', meals: day('provided') }))).toEqual([['Lund', 'Malmö'], ['app.trip.meal.none', 'app.trip.meal.lunch']]);
});
