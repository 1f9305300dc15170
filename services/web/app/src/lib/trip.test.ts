import { expect, test } from 'vitest';
import { BLANK, isDuring, nothingGiven, pressed, pressedNothing, tripDays, withFields } from './trip.ts';

const trip = {
	start: '2026-10-06T06:50:00+02:00', end: '2026-10-07T18:40:00+02:00', meals: [],
	nights: [{ night_of: '2026-10-06', paid_by: 'employee_receipt' as const }]
};
const claim = { amounts: [] };

test('a trip over one night has two days and a night between', () => {
	const days = tripDays(claim, trip);
	expect(days.map((day) => [day.date, day.night?.paid_by])).toEqual([
		['2026-10-06', 'employee_receipt'],
		['2026-10-07', undefined]
	]);
});

test('a date lies within a trip from its first day to its last, and in none without both', () => {
	expect(['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', null].map((date) => isDuring(date, trip))).toEqual([false, true, true, false, false]);
	expect(isDuring('2026-10-06', BLANK)).toBe(false);
});

test('pressing lunch answers the day: no breakfast and no dinner were given', () => {
	const [first] = tripDays(claim, trip);
	expect(pressed(first!, 'lunch')).toEqual({ breakfast: 'none', lunch: 'provided', dinner: 'none' });
});

test('a breakfast after a paid night is the hotel’s, on the first day it is given', () => {
	const [first, second] = tripDays(claim, trip);
	expect(pressed(first!, 'breakfast').breakfast).toBe('provided');
	expect(pressed(second!, 'breakfast').breakfast).toBe('hotel_breakfast');
});

test('pressing a given meal again takes it back', () => {
	const [first] = tripDays(claim, { ...trip, meals: [{ date: '2026-10-06', breakfast: 'none', lunch: 'provided', dinner: 'none' }] });
	expect(pressed(first!, 'lunch')).toEqual({ breakfast: 'none', lunch: 'none', dinner: 'none' });
});

test('nothing is pressed once every meal is answered so, and a meal takes it back', () => {
	const [open] = tripDays(claim, trip);
	expect(nothingGiven(open!)).toBe(false);
	const nothing = { ...open!, meals: { ...open!.meals, ...pressedNothing(open!) } };
	expect(nothingGiven(nothing)).toBe(true);
	expect(nothingGiven({ meals: { ...nothing.meals, ...pressed(nothing, 'lunch') } })).toBe(false);
	expect(pressedNothing(nothing)).toEqual({ breakfast: null, lunch: null, dinner: null });
});

test('other times let go of days and take the stays along, other words leave the days as they are', () => {
	const stays = [{ country: 'DK', start: trip.start, end: trip.end }];
	const told = { ...BLANK, ...trip, stays, version: 3 };
	const earlier = withFields(told, { end: '2026-10-06T20:00:00+02:00' });
	expect([earlier.nights, earlier.stays[0]?.end]).toEqual([[], '2026-10-06T20:00:00+02:00']);
	expect(withFields(told, { purpose: 'Utbildning' })).toEqual({ ...BLANK, ...trip, stays, purpose: 'Utbildning' });
});
