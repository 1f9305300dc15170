import { expect, test } from 'vitest';
import type { DayMeals, Night } from '#lib/api/types.ts';
import { asLastTime, giversOf, mealOf, sameAllDays, sameAllNights, withMeals, withNight, type UsualTrip } from './meals.ts';
import { tripDays } from './trip.ts';

const times = { start: '2026-10-06T06:50:00+02:00', end: '2026-10-08T18:40:00+02:00' };
const daysOf = (meals: DayMeals[] = [], nights: Night[] = []) => tripDays({ amounts: [] }, { ...times, meals, nights });
const short = (meals: DayMeals[]) => meals.map(({ breakfast, lunch, dinner }) => [breakfast, lunch, dinner].map((one) => one?.[0] ?? '?').join(''));
const USUAL: UsualTrip = {
	first: { breakfast: 'none', lunch: 'provided', dinner: 'own' },
	between: { breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'representation' },
	last: { breakfast: 'hotel_breakfast', lunch: 'none', dinner: 'none' },
	paid_by: 'employer'
};

test('one day’s answers go to every day that has none, the hotel’s breakfast only after a night', () => {
	const days = daysOf([{ date: '2026-10-07', breakfast: 'hotel_breakfast', lunch: 'provided', dinner: null }]);
	expect(short(sameAllDays(days, days[1]!))).toEqual(['npn', 'hp?', 'hpn']);
});

test('an answer that is there stays', () => {
	const days = daysOf([{ date: '2026-10-06', breakfast: 'none', lunch: 'none', dinner: 'own' }, { date: '2026-10-07', breakfast: 'none', lunch: 'provided', dinner: 'none' }]);
	expect(short(sameAllDays(days, days[1]!))).toEqual(['nno', 'npn', 'npn']);
	expect(sameAllNights(daysOf([], [{ night_of: '2026-10-06', paid_by: 'private' }]), 'employer').map((night) => night.paid_by)).toEqual(['private', 'employer']);
});

test('as last time answers each open day by its place, and the nights', () => {
	const { meals, nights } = asLastTime(daysOf(), USUAL);
	expect(short(meals)).toEqual(['npo', 'hpr', 'hnn']);
	expect(nights.map((night) => night.paid_by)).toEqual(['employer', 'employer']);
	const { meals: after } = asLastTime(daysOf([], [{ night_of: '2026-10-06', paid_by: 'private' }]), USUAL);
	expect(short(after)).toEqual(['npo', 'npr', 'hnn']);
});

test('a room’s price holds no lunch', () => {
	expect(giversOf('breakfast')).toContain('hotel_breakfast');
	expect(giversOf('lunch')).not.toContain('hotel_breakfast');
});

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

test('a receipt is for the meal of its time, else for the last of its day that nobody gave', () => {
	expect(['09:59', '10:00', '14:59', '15:00'].map((time) => mealOf(time, undefined))).toEqual(['breakfast', 'lunch', 'lunch', 'dinner']);
	const day = { date: '2026-10-06', breakfast: null, lunch: 'own', dinner: null } as const;
	expect([mealOf(null, undefined), mealOf(null, day), mealOf(null, { ...day, dinner: 'provided' })]).toEqual(['dinner', 'dinner', 'lunch']);
});
