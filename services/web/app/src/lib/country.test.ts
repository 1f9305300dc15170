import { expect, test } from 'vitest';
import { countryOf } from './country.ts';

test('a phone that has travelled is where its clock is, whatever it speaks', () => {
	expect(countryOf('Europe/Oslo', ['sv-SE', 'sv'])).toBe('NO');
});

test('a zone that says nothing of a place leaves it to the region of the language', () => {
	expect(countryOf('UTC', ['en', 'sv-SE'])).toBe('SE');
	expect(countryOf(undefined, ['zh-Hans-CN'])).toBe('CN');
});

test('a place that we do not know is not taken for home', () => {
	expect(countryOf('Asia/Tokyo', ['sv-SE'])).toBeUndefined();
	expect(countryOf('UTC', ['sv'])).toBeUndefined();
});
