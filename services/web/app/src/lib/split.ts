/** Dividing a receipt: what is typed in kronor or per cent, as amounts of which no öre is lost. */
import { newId } from '#lib/api/ids.ts';
import type { Expense } from '#lib/api/types.ts';
import { hundredthsOf, typed } from '#lib/moments.ts';

export type Part = Expense['parts'][number];
export type Measure = 'kronor' | 'percent';
const PERCENT_WHOLE = 10_000;

/** A part while it is being typed; `share` is not typed yet where it is empty. */
export interface PartTyped extends Omit<Part, 'amount_ore'> {
	share: string;
}

/** The total in proportion to the weights: rounded down, what is left goes to the largest remainders, of equal ones to the first. */
export function shares(total: number, weights: readonly number[]): number[] {
	const whole = weights.reduce((sum, one) => sum + one, 0);
	const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
	const parts = exact.map((one) => Number(one / BigInt(whole)));
	const left = total - parts.reduce((sum, one) => sum + one, 0);
	const remainder = (place: number) => Number((exact[place] ?? 0n) % BigInt(whole));
	const largest = weights.map((_, place) => place).sort((a, b) => remainder(b) - remainder(a) || a - b).slice(0, left);
	return parts.map((part, place) => part + (largest.includes(place) ? 1 : 0));
}

/** What each part comes to; nothing where what is typed is no amount. A part that is left empty has what the others leave. */
export function amountsTyped(parts: readonly PartTyped[], total: number, measure: Measure): (number | undefined)[] {
	const whole = measure === 'kronor' ? total : PERCENT_WHOLE;
	const read = parts.map((part) => (part.share.trim() ? positive(hundredthsOf(part.share.replace('%', ''))) : undefined));
	const empty = parts.findIndex((part) => !part.share.trim());
	const taken = read.reduce((sum: number, one) => sum + (one ?? 0), 0);
	if (empty >= 0) read[empty] = Math.max(0, whole - taken);
	if (measure === 'kronor') return read;
	const weights = read.map((one) => one ?? 0);
	const rest = Math.max(0, PERCENT_WHOLE - weights.reduce((sum, one) => sum + one, 0));
	const over = weights.reduce((sum, one) => sum + one, 0) > PERCENT_WHOLE;
	const divided = over ? weights.map((one) => Math.round((total * one) / PERCENT_WHOLE)) : shares(total, [...weights, rest]);
	return read.map((one, place) => (one === undefined ? undefined : divided[place]));
}
const positive = (ore: number | undefined) => (ore === undefined || ore < 0 ? undefined : ore);

export const sumOf = (amounts: readonly (number | undefined)[]): number => amounts.reduce((sum: number, one) => sum + (one ?? 0), 0);

/** As they stand, to be typed on; a receipt that is whole is begun with two, of which the first has what the second leaves. */
export function partsTyped(parts: readonly Part[]): PartTyped[] {
	if (!parts.length) return [newPart(), { ...newPart(), share: '0' }];
	return parts.map(({ amount_ore, ...part }) => ({ ...part, share: typed(amount_ore, 2) }));
}
export const newPart = (): PartTyped => ({ id: newId(), share: '', expense_kind: null, coding: {}, person: '', is_private: false });

/** What is private as a part of its own, and the rest; a receipt that is divided already keeps its parts. */
export function withoutPrivate(total: number, privateOre: number): Part[] {
	const { share: _, ...part } = newPart();
	return [{ ...part, amount_ore: total - privateOre }, { ...part, id: newId(), amount_ore: privateOre, is_private: true }];
}

/** The last part made larger or smaller until all add up; nothing when it would have another sign than the total. */
export function addedUp(parts: readonly Part[], total: number): Part[] | undefined {
	const last = parts.at(-1);
	const amount = last && last.amount_ore + total - sumOf(parts.map((part) => part.amount_ore));
	return last && amount !== undefined && amount * total >= 0 ? [...parts.slice(0, -1), { ...last, amount_ore: amount }] : undefined;
}
