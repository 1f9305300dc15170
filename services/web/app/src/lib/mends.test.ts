import { expect, test } from 'vitest';
import type { Claim, Finding } from '#lib/api/types.ts';
import { calculatedVat, mealOf, mendsOf, withMeals, withNight } from './mends.ts';

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

test('of several rates each keeps what it was charged on, and the largest gives way to the total', () => {
	const vat = [{ rate: 12, net_ore: 10000, vat_ore: 3000 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }];
	expect(calculatedVat({ amount_ore: 18000, vat })).toEqual([{ rate: 12, net_ore: 11607, vat_ore: 1393 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }]);
	expect(calculatedVat({ amount_ore: -24900, vat: [{ rate: 6, net_ore: 23491, vat_ore: 1409 }] })).toEqual([{ rate: 6, net_ore: -23491, vat_ore: -1409 }]);
	expect(calculatedVat({ amount_ore: 16200, vat })).toEqual([{ rate: 12, net_ore: 10000, vat_ore: 1200 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }]);
});

test('a private part is taken off by one tap, and a difference goes to the last part', () => {
	const line = { id: 'line', kind: 'expense', amount_ore: 24900, parts: [], receipt_id: 'receipt' };
	const claim = { id: 'claim', editable: true, trip: null, lines: [line] } as unknown as Claim;
	const found = { check: 'private-part', level: 'info', line_id: 'line', field: 'parts', mend: 'take-off-private', text: { id: '', parameters: { private: 8500 } } } as unknown as Finding;
	expect(mendsOf(claim, found).map((mend) => mend.id)).toEqual(['take-off-private']);
	const twoParts = { ...claim, lines: [{ ...line, parts: [{ amount_ore: 20000 }, { amount_ore: 4000 }] }] } as unknown as Claim;
	expect(mendsOf(twoParts, { ...found, mend: 'difference-on-last-part' }).map((mend) => mend.id)).toEqual(['difference-on-last-part', 'split']);
});

test('a question that wants words has its mend as a quiet second way, a stop has it as the way', () => {
	const claim = { id: 'claim', editable: true, trip: null, lines: [{ id: 'line', kind: 'expense' }] } as unknown as Claim;
	const found = { check: 'receipt-old', level: 'warn', line_id: 'line', field: 'date', mend: null } as unknown as Finding;
	const href = '/claims/claim/mend/line/date';
	expect(mendsOf(claim, found)).toEqual([{ id: 'edit-date', href, quiet: true }]);
	expect(mendsOf(claim, { ...found, check: 'date-missing', level: 'stop', mend: 'edit-date' })).toEqual([{ id: 'edit-date', href }]);
});

test('a receipt is for the meal of its time, else for the last of its day that nobody gave', () => {
	expect(['09:59', '10:00', '14:59', '15:00'].map((time) => mealOf(time, undefined))).toEqual(['breakfast', 'lunch', 'lunch', 'dinner']);
	const day = { date: '2026-10-06', breakfast: null, lunch: 'own', dinner: null } as const;
	expect([mealOf(null, undefined), mealOf(null, day), mealOf(null, { ...day, dinner: 'provided' })]).toEqual(['dinner', 'dinner', 'lunch']);
});
