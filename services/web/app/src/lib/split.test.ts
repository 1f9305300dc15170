import { expect, test } from 'vitest';
import { addedUp, amountsTyped, newPart, partsTyped, shares, sumOf, withoutPrivate } from './split.ts';

const typing = (...texts: string[]) => texts.map((share) => ({ ...newPart(), share }));

test('shares lose no öre, and what is left goes to the largest remainders', () => {
	expect(shares(100, [1, 1, 1])).toEqual([34, 33, 33]);
	expect(shares(10, [50, 25, 25])).toEqual([5, 3, 2]);
	for (let total = 0; total < 2000; total += 7) expect(sumOf(shares(total, [3, 0, 5, 9, 11]))).toBe(total);
});

test('the part that is left empty has what the others leave', () => {
	expect(amountsTyped(typing('', '85'), 50_000, 'kronor')).toEqual([41_500, 8_500]);
	expect(amountsTyped(typing('100', '', '85,50'), 50_000, 'kronor')).toEqual([10_000, 31_450, 8_550]);
	expect(amountsTyped(typing('', '600'), 50_000, 'kronor')).toEqual([0, 60_000]);
});

test('per cent become amounts that add up', () => {
	expect(amountsTyped(typing('33,33', '33,33', '33,34'), 10_000, 'percent')).toEqual([3333, 3333, 3334]);
	expect(amountsTyped(typing('', '25 %'), 9_999, 'percent')).toEqual([7499, 2500]);
	expect(amountsTyped(typing('50', '25'), 10_000, 'percent')).toEqual([5000, 2500]);
	expect(amountsTyped(typing('100', '50'), 10_000, 'percent')).toEqual([10_000, 5000]);
});

test('what is no amount is none', () => {
	expect(amountsTyped(typing('', 'tio', '-5'), 10_000, 'kronor')).toEqual([10_000, undefined, undefined]);
});

test('a private part is taken off, and a difference goes to the last part', () => {
	const [paid, own] = withoutPrivate(24_900, 8_500);
	expect([paid?.amount_ore, own?.amount_ore, own?.is_private]).toEqual([16_400, 8_500, true]);
	expect(paid?.id).not.toBe(own?.id);
	expect(addedUp([paid!, own!], 25_000)?.map((part) => part.amount_ore)).toEqual([16_400, 8_600]);
	expect(addedUp([paid!, own!], 10_000)).toBeUndefined();
	expect(addedUp([{ ...paid!, amount_ore: -100 }, { ...own!, amount_ore: -20 }], -150)?.map((part) => part.amount_ore)).toEqual([-100, -50]);
	expect(partsTyped([paid!])[0]?.share).toBe('164,00');
});
