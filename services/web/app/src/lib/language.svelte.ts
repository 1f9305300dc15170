/** The language chosen, its catalogue, and `t`, which every screen uses. One catalogue is fetched, never both. */
import { today } from './moments.ts';
import { formatEntry, formatText, LANGUAGES, type Catalogue, type Language, type Parameters, type Text } from './texts.ts';

const KEY = 'kvittera.language';
const LOAD: Record<Language, () => Promise<{ default: Catalogue }>> = {
	sv: () => import('virtual:texts/sv'),
	en: () => import('virtual:texts/en')
};

let chosen = $state.raw<{ language: Language; catalogue: Catalogue }>({ language: 'sv', catalogue: {} });

export const language = (): Language => chosen.language;

/** The person's choice on this phone, else the phone's own language where we speak it, else Swedish. */
export function preferredLanguage(): Language {
	const wishes = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.slice(0, 2))];
	return wishes.find((wish): wish is Language => LANGUAGES.includes(wish as Language)) ?? 'sv';
}

export async function speak(language: Language): Promise<void> {
	const catalogue = (await LOAD[language]()).default;
	chosen = { language, catalogue };
	document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
	localStorage.setItem(KEY, language);
	await speak(language);
}

/** The text with that id; an id that this version does not know is shown as it is and logged, so that no page falls. */
export function t(id: string, parameters: Parameters = {}): string {
	try {
		return formatText(chosen.catalogue, { id, parameters }, chosen.language);
	} catch (error) {
		console.error(error);
		return id;
	}
}

export const say = (text: Text): string => t(text.id, text.parameters);
/** All texts under a beginning, with what comes after it: every country by its code. */
export const named = (beginning: string): { key: string; name: string }[] =>
	Object.entries(chosen.catalogue).flatMap(([id, text]) => (id.startsWith(beginning) && typeof text === 'string' ? [{ key: id.slice(beginning.length), name: text }] : []));
export const knows = (id: string): boolean => id in chosen.catalogue;
/** A text by its id, or somebody's own words as they are. */
export const words = (said: string): string => (knows(said) ? t(said) : said);

/** A bare value in one of the contract's forms: `show('money', 187200)` is “1 872,00 kr”. */
export function show(form: 'money' | 'amount' | 'kronor' | 'number' | 'km' | 'percent' | 'date' | 'fulldate' | 'time', value: string | number): string {
	return formatEntry(`{x:${form}}`, { x: value }, chosen.language, String);
}

const isThisYear = (date: string, now: Date): boolean => (date.includes('T') ? today(new Date(date)) : date).slice(0, 4) === today(now).slice(0, 4);

/** “19 november”, or “19 november 2025”: the year of another year does not go without saying. */
export const dayAndMonth = (date: string, now = new Date()): string =>
	isThisYear(date, now) ? show('fulldate', date).split(' ').slice(0, 2).join(' ') : show('fulldate', date);

/** “ons 19 nov”, or “ons 19 nov 2025”. */
export const shortDate = (date: string, now = new Date()): string =>
	isThisYear(date, now) ? show('date', date) : `${show('date', date)} ${show('fulldate', date).split(' ').at(-1)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
