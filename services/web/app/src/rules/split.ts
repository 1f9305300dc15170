/** A receipt that is divided: its VAT divided with its parts; no öre is lost. */
import type { Part, Vat } from './draft.ts';
import { sum, type Ore } from './money.ts';

/**
 * The total in proportion to the weights, which are not negative and not all zero. Rounded down, and what is left goes, one
 * each, to the largest remainders; of equal ones to the first. The products may pass what a number holds exactly.
 */
export function shares(total: number, weights: readonly number[]): number[] {
	const whole = BigInt(sum(weights));
	const exact = weights.map((weight) => BigInt(Math.abs(total)) * BigInt(weight));
	const quotients = exact.map((one) => Number(one / whole));
	const remainders = exact.map((one) => Number(one % whole));
	const left = Math.abs(total) - sum(quotients);
	const getsOne = new Set(byRemainder(remainders).slice(0, left));
	return quotients.map((quotient, place) => Math.sign(total) * (quotient + (getsOne.has(place) ? 1 : 0)));
}

/** Places, the largest remainder first; of equal ones the first. */
export const byRemainder = (remainders: readonly number[]): number[] => remainders.map((_, place) => place).sort((one, other) => (remainders[other] ?? 0) - (remainders[one] ?? 0));

/** Of each amount its share of each rate: net and VAT together sum to what the receipt has. What the amounts leave keeps its share. An amount with another sign than the total has none. */
export function dividedVat(vat: readonly Vat[], total_ore: Ore, amounts: readonly Ore[]): Vat[][] {
	const sign = total_ore < 0 ? -1 : 1;
	const weights = [...amounts, total_ore - sum(amounts)].map((ore) => Math.max(0, sign * ore));
	if (!weights.some(Boolean)) return amounts.map(() => []);
	const byRate = vat.map(({ rate, net_ore, vat_ore }) => {
		const [gross, ofVat] = [shares(net_ore + vat_ore, weights), shares(vat_ore, weights)];
		return weights.map((_, place) => ({ rate, net_ore: (gross[place] ?? 0) - (ofVat[place] ?? 0), vat_ore: ofVat[place] ?? 0 }));
	});
	return amounts.map((_, place) => byRate.flatMap((rows) => rows[place] ?? []).filter((row) => row.net_ore || row.vat_ore));
}

export const privateOre = (parts: readonly Part[]): Ore => sum(parts.map((part) => (part.is_private ? part.amount_ore : 0)));

/** What the parts lack of the total; negative where they are more. */
export const missingOre = (total_ore: Ore, parts: readonly Part[]): Ore => total_ore - sum(parts.map((part) => part.amount_ore));
