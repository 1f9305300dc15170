import { expect, test } from 'vitest';
import type { Finding } from '#lib/api/types.ts';
import { alike, answeredTogether, isToMend, isUnanswered, keyOf } from './findings.ts';

const SHARED = { check: 'duplicate-colleague', line_id: 'line', level: 'warn', reason: null } as const;

test('a warning is unanswered until it has words, and spaces are none', () => {
	expect(isUnanswered(SHARED)).toBe(true);
	expect(isUnanswered(SHARED, { [keyOf(SHARED)]: '  ' })).toBe(true);
	expect(isUnanswered(SHARED, { 'receipt-old:line': 'I was ill' })).toBe(true);
	expect(isUnanswered(SHARED, { 'duplicate-colleague:line': 'We shared it' })).toBe(false);
	expect(isUnanswered({ ...SHARED, reason: 'We shared it' })).toBe(false);
});

test('a hint wants no words, and words do not take a stop away', () => {
	expect(isUnanswered({ ...SHARED, level: 'info' })).toBe(false);
	expect(isUnanswered({ ...SHARED, level: 'stop' })).toBe(false);
});

test('a receipt that is being read is nothing to mend', () => {
	expect(isToMend({ check: 'receipt-being-read', level: 'stop' })).toBe(false);
	expect(isToMend({ check: 'amount-missing', level: 'stop' })).toBe(true);
});

const finding = (check: string, line_id: string, parameters: Finding['text']['parameters'] = {}, level: Finding['level'] = 'warn'): Finding => ({
	check, line_id, level, text: { id: `check.${check}`, parameters }, field: null, mend: null, reason: null
});
const linesOf = (groups: Finding[][]) => groups.map((group) => group.map((one) => one.line_id));

test('what is the same of several lines stands together, where the first of them stood', () => {
	const found = [finding('commute', 'a'), finding('receipt-old', 'b', { days: 104 }), finding('commute', 'c'), finding('receipt-old', 'd', { days: 98 })];
	expect(linesOf(alike(found))).toEqual([['a', 'c'], ['b'], ['d']]);
});

test('one answer answers only warnings that are the same', () => {
	const found = [finding('commute', 'a'), finding('commute', 'b'), finding('receipt-old', 'c'), finding('distance-missing', 'd', {}, 'stop'), finding('distance-missing', 'e', {}, 'stop')];
	expect(linesOf(answeredTogether(found))).toEqual([['a', 'b']]);
});
