import { expect, test } from 'vitest';
import { worth } from '#rules/amounts.ts';
import type { RatePack } from '#rules/rates.ts';
import rates from '#rules/rates.json' with { type: 'json' };
import { madeUp } from '#rules/warm.ts';

test('what is worked out beforehand has a day in each country, nights, a meal, a receipt and a drive', () => {
	const pack = rates as RatePack;
	const amounts = worth(madeUp(pack), null, pack).amounts;
	const types = new Set(amounts.map((one) => one.type.split('_').slice(0, 2).join('_')));
	expect([...types].sort()).toEqual(['meal_benefit', 'mileage_own', 'night_allowance', 'per_diem', 'taxi']);
	expect(new Set(amounts.map((one) => one.title.parameters.country ?? null)).size).toBeGreaterThan(1);
});
