import { expect, test } from 'vitest';
import { countriesIn, figureOf, figureTyped, likelyDays } from './rates.ts';

test.each([
	['whole_day_ore', '310', 'ore', 31000],
	['ore_per_km', '25,00', 'ore', 250],
	['ore_per_km', '9,50', 'ore', 95],
	['ore_per_km', '9,55', 'ore', undefined],
	['breakfast', '20', 'per_mille', 200],
	['breakfast', '12,5 %', 'per_mille', 125],
	['breakfast', '12,55', 'per_mille', undefined],
	['percent', '6', 'percent', 6],
	['percent', '6,5', 'percent', undefined],
	['whole_day_ore', 'tre', 'ore', undefined]
] as const)('%s typed as “%s” in %s is %s', (name, text, unit, value) => {
	expect(figureOf(name, text, unit)).toBe(value);
});

test.each([['whole_day_ore', 31050, 'ore'], ['ore_per_km', 95, 'ore'], ['breakfast', 125, 'per_mille'], ['percent', 6, 'percent']] as const)(
	'%s of %s stands in its field as it is read back',
	(name, value, unit) => {
		expect(figureOf(name, figureTyped(name, value, unit), unit)).toBe(value);
	}
);

test('a list of countries is read from a spreadsheet or a file', () => {
	const { figures, wrong } = countriesIn('Land;Belopp\nDK;1 234\nno\t1100\nFI,987\n"US";"1 050"\n*;500 kr\n\n');
	expect(figures).toEqual({ DK: 123400, NO: 110000, FI: 98700, US: 105000, '*': 50000 });
	expect(wrong).toBeUndefined();
});

test('the line that cannot be read is named', () => {
	expect(countriesIn('DK;1234\nDanmark;1234').wrong).toEqual({ line: 2, text: 'Danmark;1234' });
});

test('a country that is told twice has one amount', () => {
	expect(countriesIn('DK;1234\nNO;1100\ndk;1243').wrong).toEqual({ line: 3, text: 'dk;1243' });
	expect(countriesIn('DK;1234\ndk;1 234').figures).toEqual({ DK: 123400 });
});

test('a yearly amount is meant for the whole next year, one without end from New Year on', () => {
	const row = { figures: {}, source: '', verified: true, note: '', change_id: null };
	const series = { series: 'x', agreement: '', key: '', units: {}, next: null };
	const yearly = { ...series, now: { ...row, valid_from: '2026-01-01', valid_to: '2026-12-31' } };
	const open = { ...row, valid_from: '2023-01-01', valid_to: null };
	expect(likelyDays(yearly, 2027, '2026-11-24')).toEqual({ from: '2027-01-01', to: '2027-12-31' });
	expect(likelyDays({ ...series, now: open, next: open }, 2027, '2026-11-24')).toEqual({ from: '2027-01-01', to: '' });
	expect(likelyDays({ ...series, now: null }, 2027, '2026-11-24')).toEqual({ from: '2026-11-24', to: '' });
});
