/**
 * Fill a text of the catalogue. The contract, with a table of all forms, stands in `shared/texts/formatting.py`;
 * both sides run `tests/unit/texts_cases.json`.
 */
export type Language = 'sv' | 'en';
export const LANGUAGES: readonly Language[] = ['sv', 'en'];
export type Parameter = string | number | null;
export type Parameters = Readonly<Record<string, Parameter>>;
export type Entry = string | { readonly one: string; readonly other: string };
export type Catalogue = Readonly<Record<string, Entry>>;
/** A text as data, the way the services send it: amounts in öre, distances in hectometres, times ISO 8601. */
export interface Text {
	readonly id: string;
	readonly parameters?: Parameters;
}

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;
const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
const WEEKDAYS = {
	sv: ['sön', 'mån', 'tis', 'ons', 'tors', 'fre', 'lör'],
	en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
};
const MONTHS = {
	sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(' '),
	en: 'January February March April May June July August September October November December'.split(' ')
};
const SHORT_MONTHS = {
	sv: 'jan feb mars apr maj juni juli aug sep okt nov dec'.split(' '),
	en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
};
const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Stockholm',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit'
});

/** The text in that language. Throws when the id or a parameter is missing: a test finds it before a person does. */
export function formatText(catalogue: Catalogue, text: Text, language: Language): string {
	const entry = catalogue[text.id];
	if (entry === undefined) throw new Error(`no text ${text.id} in ${language}`);
	return formatEntry(entry, text.parameters ?? {}, language, (id, isWords) => (isWords && !(id in catalogue) ? id : formatText(catalogue, { id }, language)));
}

export function formatEntry(
	entry: Entry,
	parameters: Parameters,
	language: Language,
	textOf: (id: string, isWords: boolean) => string
): string {
	const template = typeof entry === 'string' ? entry : Number(parameters.count) === 1 ? entry.one : entry.other;
	return template.replace(PLACEHOLDER, (_, name: string, form: string | undefined) => {
		const value = parameters[name];
		if (value === undefined) throw new Error(`no parameter ${name} for “${template}”`);
		if (form === 'text' || form === 'words') return textOf(String(value), form === 'words');
		const show = FORMS[form ?? ''];
		if (!show) throw new Error(`no form ${form}`);
		return show(value, language);
	});
}

/** `2026-10-06` and `07:04` of that moment in Sweden, whatever zone the phone is in. */
export function inStockholm(moment: string): { date: string; time: string } {
	const [date = '', time = ''] = STOCKHOLM.format(new Date(moment)).split(' ');
	return { date, time };
}

const whole = (value: Parameter) => Math.trunc(Number(value || 0));
const sign = (number: number) => (number < 0 ? MINUS : '');
const decimal = (language: Language) => (language === 'sv' ? ',' : '.');

function grouped(number: number, language: Language): string {
	const separator = language === 'sv' ? NO_BREAK_SPACE : ',';
	return String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, separator);
}

function withCurrency(minus: string, digits: string, language: Language): string {
	return language === 'sv' ? `${minus}${digits}${NO_BREAK_SPACE}kr` : `${minus}SEK${NO_BREAK_SPACE}${digits}`;
}

/** Year, month (0–11), day and weekday (0 is Sunday) of an ISO date, or of an ISO time as Sweden sees it. */
function calendarDay(value: Parameter): { year: number; month: number; day: number; weekday: number } {
	const text = String(value);
	const date = text.includes('T') ? inStockholm(text).date : text;
	const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
	const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
	if (Number.isNaN(weekday)) throw new Error(`not a date: ${text}`);
	return { year, month: month - 1, day, weekday };
}

function hundredths(number: number, language: Language): string {
	const units = grouped(Math.floor(Math.abs(number) / 100), language);
	return `${units}${decimal(language)}${String(Math.abs(number) % 100).padStart(2, '0')}`;
}

/** The forms of the contract, by the word after the colon. */
export const FORMS: Record<string, (value: Parameter, language: Language) => string> = {
	'': (value) => (value === null ? 'None' : String(value)),
	money: (value, language) => withCurrency(sign(whole(value)), hundredths(whole(value), language), language),
	kronor: (value, language) =>
		withCurrency(sign(whole(value)), grouped(Math.floor(whole(value) / 100), language), language),
	number: (value, language) => sign(whole(value)) + grouped(whole(value), language),
	amount: (value, language) => sign(whole(value)) + hundredths(whole(value), language),
	rate: (value, language) => {
		const units = Math.floor(whole(value) / 1_000_000);
		const millionths = String(whole(value) - units * 1_000_000).padStart(6, '0');
		return `${grouped(units, language)}${decimal(language)}${millionths.replace(/0+$/, '').padEnd(2, '0')}`;
	},
	km: (value, language) => {
		const hectometres = Math.abs(whole(value));
		const kilometres = grouped(Math.floor(hectometres / 10), language);
		return `${sign(whole(value))}${kilometres}${decimal(language)}${hectometres % 10}${NO_BREAK_SPACE}km`;
	},
	percent: (value, language) => {
		const units = Math.floor(whole(value) / 10);
		const tenth = whole(value) - units * 10;
		const digits = tenth ? `${units}${decimal(language)}${tenth}` : String(units);
		return language === 'sv' ? `${digits}${NO_BREAK_SPACE}%` : `${digits}%`;
	},
	date: (value, language) => {
		const { weekday, day, month } = calendarDay(value);
		return `${WEEKDAYS[language][weekday]} ${day}${NO_BREAK_SPACE}${SHORT_MONTHS[language][month]}`;
	},
	fulldate: (value, language) => {
		const { day, month, year } = calendarDay(value);
		return `${day} ${MONTHS[language][month]} ${year}`;
	},
	time: (value, language) => {
		const text = String(value);
		const clock = text.includes('T') ? inStockholm(text).time : text;
		return language === 'sv' ? clock.replaceAll(':', '.') : clock;
	}
};
