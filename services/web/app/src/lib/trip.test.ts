import { expect, test } from 'vitest';
import { pressed, tripDays, withinDates } from './trip.ts';

const trip = {
	start: '2026-10-06T06:50:00+02:00', end: '2026-10-07T18:40:00+02:00', meals: [],
	nights: [{ night_of: '2026-10-06', paid_by: 'employee_receipt' as const }]
};
const claim = { amounts: [] };

test('a trip over one night has two days and a night between', () => {
	const days = tripDays(claim, trip);
	expect(days.map((day) => [day.date, day.unanswered, day.night?.paid_by])).toEqual([
		['2026-10-06', true, 'employee_receipt'],
		['2026-10-07', true, undefined]
	]);
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

test('a trip made shorter lets go of what belonged to the days it lost', () => {
	const shorter = withinDates({ ...trip, end: '2026-10-06T20:00:00+02:00' });
	expect(shorter.nights).toEqual([]);
});
