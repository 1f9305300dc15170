import { expect, test } from 'vitest';
import { daysOf, hectometresOf, hundredthsOf, isBelowNothing, momentOf, signTurned, today, typed } from './moments.ts';

test.each([
	['2026-10-06', '06:50', '2026-10-06T06:50:00+02:00'],
	['2026-12-31', '23:30', '2026-12-31T23:30:00+01:00'],
	['2026-03-29', '01:30', '2026-03-29T01:30:00+01:00'],
	['2026-03-29', '03:30', '2026-03-29T03:30:00+02:00'],
	['2026-10-25', '04:00', '2026-10-25T04:00:00+01:00']
])('the moment of %s %s is %s', (date, time, moment) => {
	expect(momentOf(date, time)).toBe(moment);
});

test('a trip over the change of the clock has all its days', () => {
	expect(daysOf('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
});

test('today is the day in Sweden', () => {
	expect(today(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
});

test.each([
	['249', 24900],
	['1 872,5', 187250],
	['1872.50', 187250],
	['249,00 kr', 24900],
	['−20', -2000],
	['2,505', undefined],
	['', undefined],
	['ett par', undefined]
])('the amount typed as “%s” is %s', (text, ore) => {
	expect(hundredthsOf(text)).toBe(ore);
});

test('an amount becomes a refund, and again none', () => {
	expect(['249', '−249', ' -249', ''].map(signTurned)).toEqual(['-249', '249', '249', '-']);
	expect([isBelowNothing('-'), isBelowNothing('249')]).toEqual([true, false]);
	expect(hundredthsOf(signTurned('249,00'))).toBe(-24900);
});

test('a distance is kept in hectometres and shown as it was typed', () => {
	expect(hectometresOf('8,3')).toBe(83);
	expect(typed(83, 1)).toBe('8,3');
	expect(typed(5, 2)).toBe('0,05');
});
