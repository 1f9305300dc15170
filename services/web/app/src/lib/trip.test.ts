import { expect, test } from 'vitest';
import type { Finding } from '#lib/api/types.ts';
import { BLANK, isDuring, nothingGiven, openQuestions, pressed, pressedNothing, tripDays, withinDates } from './trip.ts';

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

test('a trip made shorter lets go of what belonged to the days it lost', () => {
	const shorter = withinDates({ ...trip, end: '2026-10-06T20:00:00+02:00' });
	expect(shorter.nights).toEqual([]);
});

test('nothing is pressed once every meal is answered so, and a meal takes it back', () => {
	const [open] = tripDays(claim, trip);
	expect(nothingGiven(open!)).toBe(false);
	const nothing = { ...open!, meals: { ...open!.meals, ...pressedNothing(open!) } };
	expect(nothingGiven(nothing)).toBe(true);
	expect(nothingGiven({ meals: { ...nothing.meals, ...pressed(nothing, 'lunch') } })).toBe(false);
	expect(pressedNothing(nothing)).toEqual({ breakfast: null, lunch: null, dinner: null });
});

const finding = (check: string, field: string | null, level: Finding['level'] = 'stop'): Finding => ({
	check, level, field, line_id: null, mend: null, reason: null, text: { id: `check.${check}`, parameters: {} }
});
const asked = {
	trip: { ...BLANK, ...trip },
	findings: [
		finding('trip-purpose-missing', 'trip.purpose'),
		finding('trip-overlap', 'trip.start'),
		finding('meals-not-answered', 'trip.meals.2026-10-06'),
		finding('meals-not-answered', 'trip.meals.2026-10-07'),
		finding('no-night', 'trip.end', 'info'),
		finding('cost-coding-missing', null)
	]
};

test('what stops a trip is asked beside its field, and nothing else is', () => {
	expect([...openQuestions(asked, asked.trip).keys()].sort()).toEqual(['trip.meals.2026-10-06', 'trip.meals.2026-10-07', 'trip.purpose', 'trip.start']);
});

test('a question that was answered since the server looked is not asked', () => {
	const meals = [{ date: '2026-10-06', breakfast: 'none' as const, lunch: 'none' as const, dinner: 'none' as const }];
	expect([...openQuestions(asked, { ...asked.trip, purpose: 'Utbildning', meals }).keys()].sort()).toEqual(['trip.meals.2026-10-07', 'trip.start']);
	expect(openQuestions({ ...asked, trip: null }, { ...BLANK, purpose: 'Utbildning' }).has('trip.purpose')).toBe(false);
});

test('of two checks that stop the same field the first speaks', () => {
	const twice = { ...asked, findings: [finding('trip-end-before-start', 'trip.end'), finding('trip-future', 'trip.end')] };
	expect(openQuestions(twice, asked.trip).get('trip.end')?.check).toBe('trip-end-before-start');
});
