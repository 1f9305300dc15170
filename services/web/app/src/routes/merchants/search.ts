/** Finding a merchant in the register. */
import type { MerchantEntry } from '#lib/api/types.ts';

const folded = (text: string): string => text.toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim();

/** Whether all the words typed stand in one of its names, or in its number, with or without the hyphen. */
export function matches(entry: MerchantEntry, typed: string): boolean {
	const words = folded(typed).split(' ');
	const number = entry.organisation_number ?? '';
	const told = folded([entry.name, ...entry.names_seen, number, number.replace('-', '')].join(' '));
	return words.every((word) => told.includes(word));
}

/** What it is called: as people say, else as it was seen; nothing once everything that was said of it is undone. */
export const nameOf = (entry: MerchantEntry): string | undefined => entry.name ?? entry.names_seen[0] ?? entry.organisation_number ?? undefined;
