import { expect, test } from 'vitest';
import { calculatedVat } from './calculated-vat.ts';

test.each([
	[24900, 25, 4980],
	[21200, 6, 1200],
	[100, 12, 11]
])('the VAT in %s öre at %s per cent is %s öre', (amount_ore, rate, vat_ore) => {
	expect(calculatedVat({ amount_ore, vat: [{ rate, net_ore: 0, vat_ore: 0 }] })).toEqual([{ rate, vat_ore, net_ore: amount_ore - vat_ore }]);
});

test('of several rates each keeps what it was charged on, and the largest gives way to the total', () => {
	const vat = [{ rate: 12, net_ore: 10000, vat_ore: 3000 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }];
	expect(calculatedVat({ amount_ore: 18000, vat })).toEqual([{ rate: 12, net_ore: 11607, vat_ore: 1393 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }]);
	expect(calculatedVat({ amount_ore: -24900, vat: [{ rate: 6, net_ore: 23491, vat_ore: 1409 }] })).toEqual([{ rate: 6, net_ore: -23491, vat_ore: -1409 }]);
	expect(calculatedVat({ amount_ore: 16200, vat })).toEqual([{ rate: 12, net_ore: 10000, vat_ore: 1200 }, { rate: 25, net_ore: 4000, vat_ore: 1000 }]);
});
