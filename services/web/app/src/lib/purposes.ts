/** Purposes that the person has given before, as they are offered to be tapped. */
import type { Known } from '#lib/api/types.ts';

const SHOWN = 3;

/** Those of a trip or of a drive, else both; `but` is the one that is chosen. An answer kept by an older app has none. */
export function usualPurposes(known: Known | undefined, of?: 'trip' | 'drive', but = ''): string[] {
	const usual: Partial<Known['usual_purposes']> = known?.usual_purposes ?? {};
	const offered = of ? usual[of] : [...(usual.trip ?? []), ...(usual.drive ?? [])];
	return [...new Set(offered)].filter((one) => one !== but).slice(0, SHOWN);
}
