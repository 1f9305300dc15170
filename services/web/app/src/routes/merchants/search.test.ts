import { expect, test } from 'vitest';
import type { MerchantEntry } from '#lib/api/types.ts';
import { matches, nameOf } from './search.ts';

const entry = { name: 'Järnhandeln i Kjellstavik', names_seen: ['JARNHANDELN KJELLST'], organisation_number: '999999-0006' } as unknown as MerchantEntry;

test.each(['järn', 'kjellstavik JÄRN', '9999990006', '999999-0006', 'jarnhandeln', '', '  '])('finds it by “%s”', (typed) => {
	expect(matches(entry, typed)).toBe(true);
});

test('does not find what none of its names has', () => {
	expect(matches(entry, 'järn bageri')).toBe(false);
});

test('is called what people say, else what was printed', () => {
	expect(nameOf(entry)).toBe('Järnhandeln i Kjellstavik');
	expect(nameOf({ ...entry, name: null })).toBe('JARNHANDELN KJELLST');
});
