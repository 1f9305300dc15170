import { expect, test } from 'vitest';
import { calculatedVat, withMeals, withNight } from './mends.ts';

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
