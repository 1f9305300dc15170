/** What is known of a drive before it is typed. */
import type { KnownDrive } from '#lib/api/types.ts';

const key = (place: string) => place.toLowerCase().trim().replace(/\s+/g, ' ');

/** The known drive between two places, whichever way round. */
export function usualWay(drives: readonly KnownDrive[], from: string, to: string): KnownDrive | undefined {
	const way = (one: { from_place: string; to_place: string }) => [key(one.from_place), key(one.to_place)].sort().join('\n');
	const wanted = way({ from_place: from, to_place: to });
	return drives.find((one) => way(one) === wanted);
}

/** Kilometres between two readings of the odometer, in hectometres. */
export const odometerDistance = (before: number | undefined, after: number | undefined): number | undefined =>
	before !== undefined && after !== undefined && after > before ? (after - before) * 10 : undefined;
