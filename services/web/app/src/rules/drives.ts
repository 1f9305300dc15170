/** What a person usually drives: the same way again is as far as it was. */
import type { DriveLine } from './draft.ts';
import type { Hectometres } from './money.ts';

/** An earlier drive, as far as later ones are compared with it. */
export type Driven = Pick<DriveLine, 'date' | 'from_place' | 'to_place' | 'distance_hm' | 'vehicle' | 'odometer_end_km'>;
type Places = Pick<DriveLine, 'from_place' | 'to_place'>;

/** Two spellings that differ in case or blanks are one place; upper case first, because it writes ß as two letters. */
const placeKey = (name: string): string => name.toUpperCase().toLowerCase().trim().split(/\s+/).join(' ');

/** The two places it joins, whichever way round; empty when it does not join two. */
export function wayOf({ from_place, to_place }: Places): string {
	const [one, other] = [placeKey(from_place), placeKey(to_place)].sort();
	return one && other && one !== other ? `${one}\n${other}` : '';
}

/** The middle of the distances driven one way, of an even number the shorter. */
export function drivenBetween(way: string, drives: readonly Driven[]): Hectometres | undefined {
	const known = drives.flatMap((one) => (way && wayOf(one) === way && one.distance_hm ? [one.distance_hm] : [])).sort((one, other) => one - other);
	return known[Math.floor((known.length - 1) / 2)];
}
export const usualDistance = (line: Places, others: readonly Driven[]): Hectometres | undefined => drivenBetween(wayOf(line), others);
