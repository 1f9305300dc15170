import { expect, test } from 'vitest';
import type { Finding } from '#lib/api/types.ts';
import { BLANK, tripDays } from '#lib/trip.ts';
import { openQuestions, saidOf, waitForAnswers } from './trip-questions.ts';

const trip = { ...BLANK, start: '2026-10-06T06:50:00+02:00', end: '2026-10-07T18:40:00+02:00', nights: [{ night_of: '2026-10-06', paid_by: 'employer' as const }] };
const finding = (check: string, field: string | null, level: Finding['level'] = 'stop'): Finding => ({
	check, level, field, line_id: null, mend: null, reason: null, text: { id: `check.${check}`, parameters: {} }
});
const FINDINGS = [
	finding('trip-purpose-missing', 'trip.purpose'),
	finding('trip-overlap', 'trip.start'),
	finding('meals-not-answered', 'trip.meals.2026-10-06'),
	finding('meals-not-answered', 'trip.meals.2026-10-07'),
	finding('no-night', 'trip.end', 'info'),
	finding('cost-coding-missing', null)
];
const NONE = { breakfast: 'none', lunch: 'none', dinner: 'none' } as const;
const asked = openQuestions(FINDINGS, trip, trip);

test('what stops a trip is asked beside its field, and nothing else is', () => {
	expect([...asked.keys()].sort()).toEqual(['trip.meals.2026-10-06', 'trip.meals.2026-10-07', 'trip.purpose', 'trip.start']);
});

test('a question that was answered since the trip was looked at is not asked', () => {
	const draft = { ...trip, purpose: 'Utbildning', meals: [{ date: '2026-10-06', ...NONE }] };
	expect([...openQuestions(FINDINGS, trip, draft).keys()].sort()).toEqual(['trip.meals.2026-10-07', 'trip.start']);
	expect(openQuestions(FINDINGS, null, { ...BLANK, purpose: 'Utbildning' }).has('trip.purpose')).toBe(false);
});

test('of two checks that stop the same field the first speaks', () => {
	const twice = [finding('trip-end-before-start', 'trip.end'), finding('trip-future', 'trip.end')];
	expect(openQuestions(twice, trip, trip).get('trip.end')?.check).toBe('trip-end-before-start');
});

test('what is not there yet is said where the person has been, what is wrong is said at once', () => {
	expect(saidOf(asked, new Set(), 'trip.purpose')).toBeUndefined();
	expect(saidOf(asked, new Set(['trip.purpose']), 'trip.purpose')?.id).toBe('check.trip-purpose-missing');
	expect(saidOf(asked, new Set(), 'trip.start')?.id).toBe('check.trip-overlap');
});

test('an earlier trip may answer while a day waits and its question is open', () => {
	const days = tripDays({ amounts: [] }, trip);
	expect(waitForAnswers(asked, days)).toBe(true);
	expect(waitForAnswers(openQuestions([finding('trip-purpose-missing', 'trip.purpose')], trip, trip), days)).toBe(false);
	const meals = days.map(({ date }) => ({ date, ...NONE }));
	expect(waitForAnswers(asked, tripDays({ amounts: [] }, { ...trip, meals }))).toBe(false);
});
