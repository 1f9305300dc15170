import { expect, test } from 'vitest';
import { isToMend, isUnanswered, keyOf } from './findings.ts';

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
