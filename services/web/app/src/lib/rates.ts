/** Rates as an administrator reads and types them: kronor, kronor per mil, per cent. The service counts in öre, öre per km, per mille. */
import type { Problem } from '#lib/api/client.ts';
import type { NewRateChange, RateChange, RateRow, RateSeries } from '#lib/api/types.ts';
import { knows, show, t } from '#lib/language.svelte.ts';
import { hundredthsOf, typed } from '#lib/moments.ts';

export type Figures = Readonly<Record<string, number>>;
type Unit = RateSeries['units'][string];

/** What was asked about a change and answered with yes. */
export type Confirmed = NonNullable<NewRateChange['confirmed']>;
/** It does not fit only until somebody says that it is meant. */
export const isQuestion = (problem: Problem | undefined): problem is Problem & { code: Confirmed[number] } => problem?.code === 'rates-in-use' || problem?.code === 'rate-far-off';

const KM_PER_MIL = 10;
const isPerKm = (name: string) => name.endsWith('_per_km');

/** “Milersättning, egen bil”. */
export function seriesName({ series, key }: Pick<RateSeries, 'series' | 'key'>): string {
	const name = t(`app.rates.series.${series}`);
	if (!key) return name;
	return `${name}, ${knows(`app.rates.key.${key}`) ? t(`app.rates.key.${key}`) : key}`;
}

export const figureName = (name: string): string => t(`app.rates.figure.${name}`);

/** A number as it is printed. */
export function figureInWords(name: string, value: number, unit: Unit): string {
	if (unit === 'percent') return show('percent', value * 10);
	if (unit === 'per_mille') return show('percent', value);
	if (isPerKm(name)) return t('app.rates.per-mil', { amount: value * KM_PER_MIL });
	return show('kronor', value);
}

/** All numbers of a row; the name of one that stands alone is clear from the series. Nothing is said of what is nothing. */
export function figuresInWords(figures: Figures, units: RateSeries['units']): string[] {
	const entries = Object.entries(figures).filter(([name, value]) => value !== 0 || !name.includes('_per_km'));
	return entries.map(([name, value]) => {
		const words = figureInWords(name, value, units[name] ?? 'ore');
		return entries.length === 1 ? words : `${figureName(name)} ${words}`;
	});
}

/** What the number is typed in. */
export function unitName(name: string, unit: Unit): string {
	if (unit !== 'ore') return t('app.rates.in-per-cent');
	return isPerKm(name) ? t('app.rates.in-kronor-per-mil') : t('app.rates.in-kronor');
}

/** As it stands in its field. */
export function figureTyped(name: string, value: number | undefined, unit: Unit): string {
	if (value === undefined) return '';
	if (unit === 'percent') return String(value);
	if (unit === 'per_mille') return String(value / 10).replace('.', ',');
	return typed(isPerKm(name) ? value * KM_PER_MIL : value, 2);
}

/** What was typed, in the service's unit; nothing when it is no number, or finer than the rules can count. */
export function figureOf(name: string, text: string, unit: Unit): number | undefined {
	const hundredths = hundredthsOf(text.replace('%', ''));
	if (hundredths === undefined) return undefined;
	const parts = unit === 'percent' ? 100 : unit === 'per_mille' || isPerKm(name) ? 10 : 1;
	return hundredths % parts === 0 ? hundredths / parts : undefined;
}

/** The days of a row. */
export const daysInWords = ({ valid_from: from, valid_to: to }: Pick<RateRow, 'valid_from' | 'valid_to'>): string =>
	to ? t('app.rates.days', { from, to }) : t('app.rates.days-open', { from });

export interface CountryLines {
	figures: Record<string, number>;
	/** The first line that cannot be read, or says something else of a country than a line before. */
	wrong?: { line: number; text: string };
}

/** “DK;1 234” on each line, or with a comma or a tab between; a line of headings at the top is passed over. */
export function countriesIn(text: string): CountryLines {
	const figures: Record<string, number> = {};
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (!line.trim()) continue;
		const match = /^\s*"?([A-Za-z]{2}|\*)"?\s*[;,\t ]\s*"?([\d\s\u00a0]+(?:[.,]\d{1,2})?)"?\s*(?:kr)?\s*$/.exec(line);
		const ore = match?.[2] === undefined ? undefined : hundredthsOf(match[2]);
		const country = match?.[1]?.toUpperCase();
		if (!country || ore === undefined || (figures[country] ?? ore) !== ore) {
			if (index === 0 && !/\d/.test(line)) continue;
			return { figures, wrong: { line: index + 1, text: line.trim().slice(0, 40) } };
		}
		figures[country] = ore;
	}
	return { figures };
}

/** From which day through which the next row of a series is most likely meant: next year where nothing holds then, else from today. */
export function likelyDays(series: RateSeries, nextYear: number, today: string): { from: string; to: string } {
	const ends = series.now?.valid_to ?? series.next?.valid_to;
	const isByYear = Boolean(series.now?.valid_to?.endsWith('-12-31'));
	if (series.now && !series.next) return { from: `${nextYear}-01-01`, to: isByYear ? `${nextYear}-12-31` : '' };
	if (!series.now) return { from: today, to: '' };
	return { from: `${nextYear}-01-01`, to: isByYear && ends ? `${nextYear}-12-31` : '' };
}

/** The same day a year ago; of 29 February the day after. */
export const yearBefore = (day: string): string => (day.endsWith('-02-29') ? `${Number(day.slice(0, 4)) - 1}-03-01` : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`);

/** What a change says, before or after it. */
export function changeInWords(change: RateChange, figures: Figures, units: RateSeries['units'] | undefined): string[] {
	if (change.series === 'per_diem_foreign') return Object.entries(figures).map(([country, ore]) => `${country} ${show('kronor', ore)}`);
	return figuresInWords(figures, units ?? {});
}
