import { expect, test } from 'vitest';
import type { Claim, Finding } from '#lib/api/types.ts';
import { calculatedVat, mendsOf, withMeals, withNight } from './mends.ts';

test('an answer about one meal keeps the other answers of the day', () => {
	const meals = [{ date: '2026-10-06', breakfast: null, lunch: 'provided' as const, dinner: 'none' as const }];
	expect(withMeals(meals, '2026-10-06', { breakfast: 'hotel_breakfast' })).toEqual([
		{ date: '2026-10-06', breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'none' }
	]);
});

test('days and nights stay in order', () => {
	const meals = withMeals([{ date: '2026-10-07', breakfast: null, lunch: null, dinner: null }], '2026-10-06', { lunch: 'none' });
	expect(meals.map((day) => day.date)).toEqual(['2026-10-06', '2026-10-07']);
	expect(withNight([{ night_of: '2026-10-06', paid_by: null }], '2026-10-06', 'employer')).toEqual([{ night_of: '2026-10-06', paid_by: 'employer' }]);
});

test.each([
	[24900, 25, 4980],
	[21200, 6, 1200],
	[100, 12, 11]
])('the VAT in %s öre at %s per cent is %s öre', (amount_ore, rate, vat_ore) => {
	expect(calculatedVat({ amount_ore, vat: [{ rate, net_ore: 0, vat_ore: 0 }] })).toEqual([{ rate, vat_ore, net_ore: amount_ore - vat_ore }]);
});

test('a question that wants words has its mend as a quiet second way, a stop has it as the way', () => {
	const claim = { id: 'claim', editable: true, trip: null, lines: [{ id: 'line', kind: 'expense' }] } as unknown as Claim;
	const found = { check: 'receipt-old', level: 'warn', line_id: 'line', field: 'date', mend: null } as unknown as Finding;
	const href = '/claims/claim/mend/line/date';
	expect(mendsOf(claim, found)).toEqual([{ id: 'edit-date', href, quiet: true }]);
	expect(mendsOf(claim, { ...found, check: 'date-missing', level: 'stop', mend: 'edit-date' })).toEqual([{ id: 'edit-date', href }]);
});
