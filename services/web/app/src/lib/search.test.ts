import { expect, test } from 'vitest';
import { found } from './search.ts';

const countries = [
	{ key: 'CI', name: 'Côte d’Ivoire' }, { key: 'DK', name: 'Danmark' }, { key: 'DE', name: 'Tyskland' },
	{ key: 'GB', name: 'Storbritannien' }, { key: 'MK', name: 'Nordmakedonien' }, { key: 'KR', name: 'Republiken Korea' }
];
const keys = (typed: string) => found(countries, typed).map(({ key }) => key);

test('letters find the name that begins so before the one that has them inside', () => {
	expect(keys('ko')).toEqual(['KR']);
	expect(keys('n')).toEqual(['MK', 'DK', 'DE', 'GB', 'KR']);
});

test('accents and capitals do not matter', () => {
	expect(keys('COTE')).toEqual(['CI']);
});

test('nothing is found for what is nowhere', () => {
	expect(keys('xyz')).toEqual([]);
});
