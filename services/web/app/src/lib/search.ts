/** Find among names by some letters, as people type them: without accents, any case, from the beginning of any word. */
export interface Named {
	key: string;
	name: string;
}
/** More than these are not read. */
const SHOWN = 6;

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{Diacritic}/gu, '');

export function found<One extends Named>(among: readonly One[], typed: string, limit = SHOWN): One[] {
	const wanted = plain(typed.trim());
	const ranked = among.map((one) => ({ one, rank: rank(plain(one.name), wanted) })).filter(({ rank }) => rank < 3);
	return ranked.sort((a, b) => a.rank - b.rank).slice(0, limit).map(({ one }) => one);
}

/** 0: the name begins so; 1: one of its words does; 2: it is somewhere in it; 3: it is not there. */
function rank(name: string, wanted: string): number {
	if (name.startsWith(wanted)) return 0;
	if (name.split(/[\s-]/).some((word) => word.startsWith(wanted))) return 1;
	return name.includes(wanted) ? 2 : 3;
}
