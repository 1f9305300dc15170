/** Amounts and measures as whole numbers, and the only two ways to round them. */
export type Ore = number;
export type PerMille = number;
/** A distance in units of 0.1 km. */
export type Hectometres = number;

const ORE_PER_KRONA = 100;

/** Quotient as a whole number, halves away from zero. */
export function roundHalfUp(numerator: number, denominator: number): number {
	const size = Math.abs(numerator);
	const remainder = size % denominator;
	const rounded = (size - remainder) / denominator + (2 * remainder >= denominator ? 1 : 0);
	return numerator < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Quotient in öre, rounded to whole kronor, 50 öre up. */
export const wholeKronor = (numerator: Ore, denominator = 1): Ore => ORE_PER_KRONA * roundHalfUp(numerator, denominator * ORE_PER_KRONA);

export const sum = (numbers: Iterable<number>): number => {
	let total = 0;
	for (const number of numbers) total += number;
	return total;
};
