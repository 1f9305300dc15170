import { expect, test } from 'vitest';
import type { FieldReport, ReadingReport } from '#lib/api/types.ts';
import { binsOf, byCorrections, firstSentence, periods, ticks } from './reading-report.ts';

const day = (of: string, read: number, unreadable: number, counted = 0, sure = 0, unseen = 0, judged = 0, corrected = 0): ReadingReport['days'][number] => ({
	day: of, read, unreadable, counted, sure_per_mille_mean: sure, unseen, judged, corrected
});

test('a month is told by the day, with the days on which nothing came', () => {
	const told = periods([day('2026-11-23', 4, 1)], 30, '2026-11-24');
	expect(told).toHaveLength(30);
	expect(told[0]?.day).toBe('2026-10-26');
	expect(told.at(-2)).toMatchObject({ day: '2026-11-23', read: 4, unreadable: 1 });
});

test('a longer time is told by weeks that begin on a Monday, and nothing is lost', () => {
	const told = periods([day('2026-11-22', 1, 0), day('2026-11-23', 2, 1)], 90, '2026-11-24');
	expect(told.slice(-2)).toMatchObject([{ day: '2026-11-16', read: 1, unreadable: 0 }, { day: '2026-11-23', read: 2, unreadable: 1 }]);
	expect(new Set(told.map((one) => new Date(one.day).getUTCDay()))).toEqual(new Set([1]));
});

test('a week is as sure as its receipts, not as its days', () => {
	const week = periods([day('2026-11-23', 3, 0, 3, 900, 2, 2, 1), day('2026-11-24', 1, 0, 1, 1000, 1, 0, 0)], 90, '2026-11-24').at(-1);
	expect(week).toMatchObject({ sure: 925, unseen: 750, corrected: 500 });
});

test('of a week without receipts nothing is said', () => {
	expect(periods([], 90, '2026-11-24').at(-1)).toEqual({ day: '2026-11-23', read: 0, unreadable: 0 });
});

const bin = (from: number, count: number, said: number, kept: number) => ({ from_per_mille: from, to_per_mille: from + 49, count, said_per_mille_mean: said, kept });
const field = (name: FieldReport['field'], judged: number, corrected: number, bins: FieldReport['bins'] = []): FieldReport => ({
	field: name, read: judged, sure_per_mille_mean: 900, judged, corrected, missed: 0, bins
});

test('what was said is weighed by how often it was said', () => {
	const bins = binsOf([field('date', 4, 1, [bin(900, 1, 900, 1), bin(950, 0, 0, 0)]), field('total', 4, 0, [bin(900, 3, 940, 2)])]);
	expect(bins).toEqual([bin(900, 4, 930, 3)]);
});

test('fields corrected most often come first, those that nobody judged not at all', () => {
	expect(byCorrections([field('date', 10, 1), field('tip', 0, 0), field('merchant', 5, 2)]).map((one) => one.field)).toEqual(['merchant', 'date']);
});

test.each([[0, [0, 1]], [3, [0, 1, 2, 3]], [17, [0, 5, 10, 15, 20]], [230, [0, 100, 200, 300]]])('an axis up to %i has round marks', (most, marks) => {
	expect(ticks(most)).toEqual(marks);
});

test('of a text only what happened is told, not what to do', () => {
	expect(firstSentence('Bilden är för mörk. Ta den igen.')).toBe('Bilden är för mörk.');
	expect(firstSentence('Utan punkt')).toBe('Utan punkt');
});
