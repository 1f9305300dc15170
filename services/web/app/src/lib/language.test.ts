import { expect, test } from 'vitest';
import { daysShort } from './claims.ts';
import { dayAndMonth, shortDate } from './language.svelte.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

test('a date of another year says which, one of this year does not', () => {
	expect([shortDate('2026-11-19', NOW), dayAndMonth('2026-11-19', NOW)]).toEqual(['tors 19\u00a0nov', '19 november']);
	expect([shortDate('2025-11-19', NOW), dayAndMonth('2025-11-19', NOW)]).toEqual(['ons 19\u00a0nov 2025', '19 november 2025']);
});

test('a moment is of the year that it is in Sweden', () => {
	expect(shortDate('2025-12-31T23:30:00Z', NOW)).toBe('tors 1\u00a0jan');
});

test('days of one month of another year say the year once', () => {
	expect(daysShort('2019-10-06', '2019-10-07')).toBe('6–7\u00a0okt 2019');
	expect(daysShort('2019-12-30', '2020-01-02')).toBe('30\u00a0dec 2019 – 2\u00a0jan 2020');
});
