/** Finding a kind of expense by what a person calls it. */
import type { Kind } from '#lib/api/types.ts';
import { say } from '#lib/language.svelte.ts';

/** Kinds whose name or words, in any language, begin with what is searched for, or have a word that does; by name first. */
export function kindsFound(kinds: readonly Kind[], search: string, nameOf: (kind: Kind) => string = (kind) => say(kind.text)): Kind[] {
	const sought = search.trim().toLowerCase();
	if (!sought) return [...kinds];
	const begins = (text: string) => text.toLowerCase().split(/[ -]/).some((word, at, words) => words.slice(at).join(' ').startsWith(sought));
	const byName = kinds.filter((kind) => begins(nameOf(kind)));
	const byWord = kinds.filter((kind) => !byName.includes(kind) && Object.values(kind.words).flat().some(begins));
	return [...byName, ...byWord];
}
