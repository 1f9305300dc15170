import { expect, test } from 'vitest';
import { isSamePerson, peopleIn } from './money.ts';

test('people are told apart by a semicolon, their organisation by a comma', () => {
	expect(peopleIn('Anna Berg, Region Viken; Bo Ek;')).toEqual([
		{ name: 'Anna Berg', organisation: 'Region Viken' },
		{ name: 'Bo Ek', organisation: '' }
	]);
	expect(peopleIn(' ; ,Region Viken')).toEqual([]);
});

test('somebody is the same however the name is written', () => {
	const anna = { name: 'Anna Berg', organisation: 'Region Viken' };
	expect(isSamePerson(anna, { name: ' anna berg', organisation: 'REGION VIKEN' })).toBe(true);
	expect(isSamePerson(anna, { name: 'Anna Berg', organisation: '' })).toBe(false);
});
