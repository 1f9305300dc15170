/** The arithmetic of an amount as data: figures in, one operation, an amount out. Whoever has the steps can do the sum again. */
import { roundHalfUp, wholeKronor, type Ore } from './money.ts';
import type { DateText } from './time.ts';

export type Unit = 'ore' | 'per_mille' | 'hm' | 'ore_per_km' | 'hundredths' | 'micro' | 'count';
/**
 * amount: the figure itself. share: an amount × shares, whole kronor, half up. distance: km × öre per km (× passengers), and
 * exchange: total × rate, whole öre, half up. less, less_share: the same, taken off. difference: the first less the second.
 * proportion: the first × the second ÷ the third, whole öre, half up.
 */
export type Operation = 'amount' | 'less' | 'share' | 'less_share' | 'difference' | 'proportion' | 'distance' | 'exchange';

const PER_MILLE = 1000;
const HECTOMETRES_PER_KM = 10;
const MICRO = 1_000_000n;

/** A number of the sum. A rate tells its `series`, the day it holds from, who published it and whether that is confirmed. */
export interface Figure {
	readonly value: number;
	readonly unit: Unit;
	readonly series: string | null;
	readonly valid_from: DateText | null;
	readonly source: string | null;
	readonly verified: boolean;
	/** Id of a text, or empty. */
	readonly note: string;
}
export const figure = (value: number, unit: Unit, series: string | null = null, valid_from: DateText | null = null, source: string | null = null, verified = true, note = ''): Figure => ({
	value, unit, series, valid_from, source, verified, note
});

export const HALF = figure(500, 'per_mille', 'half');

/** One operation on its figures, in the order in which they are multiplied. */
export interface Step {
	readonly op: Operation;
	readonly operands: Figure[];
	readonly result_ore: Ore;
}
/** The operation done. */
export const step = (op: Operation, ...operands: Figure[]): Step => ({ op, operands, result_ore: resultOre(op, operands) });

/** What a share is before it is rounded to whole kronor, in whole öre; any other amount as it is. */
export const unroundedOre = ({ op, operands, result_ore }: Step): Ore =>
	op === 'share' || op === 'less_share' ? roundHalfUp(product(operands), PER_MILLE ** (operands.length - 1)) : result_ore;

const product = (operands: readonly Figure[]): number => operands.reduce((so_far, one) => so_far * one.value, 1);

const valueAt = (operands: readonly Figure[], place: number): number => operands[place]?.value ?? 0;

function resultOre(op: Operation, operands: readonly Figure[]): Ore {
	switch (op) {
		case 'amount':
			return product(operands);
		case 'less':
			return minus(product(operands));
		case 'share':
			return wholeKronor(product(operands), PER_MILLE ** (operands.length - 1));
		case 'less_share':
			return minus(wholeKronor(product(operands), PER_MILLE ** (operands.length - 1)));
		case 'difference':
			return valueAt(operands, 0) - valueAt(operands, 1);
		case 'proportion':
			return roundHalfUp(valueAt(operands, 0) * valueAt(operands, 1), valueAt(operands, 2));
		case 'distance':
			return roundHalfUp(product(operands), HECTOMETRES_PER_KM);
		case 'exchange':
			return exchanged(operands);
	}
}

/** The product may pass what a number holds exactly. */
function exchanged(operands: readonly Figure[]): Ore {
	const exact = operands.reduce((so_far, one) => so_far * BigInt(one.value), 1n);
	const size = exact < 0n ? -exact : exact;
	const rounded = size / MICRO + (2n * (size % MICRO) >= MICRO ? 1n : 0n);
	return Number(exact < 0n ? -rounded : rounded);
}

/** Zero has no sign here. */
const minus = (ore: Ore): Ore => (ore === 0 ? 0 : -ore);
