/** The report on how well receipts are read, put together as its plots show it. Shares in per mille. */
import type { FieldReport, ReadingReport } from '#lib/api/types.ts';

export type Bin = FieldReport['bins'][number];

const DAY_MS = 86_400_000;
/** Over a longer time each point is a week. */
export const SINGLE_DAYS_MAX = 31;

export interface Period {
	/** Its first day. */
	day: string;
	read: number;
	unreadable: number;
	/** Of those that were looked at one by one, in per mille; absent where there were none. */
	sure?: number;
	/** Read so surely that nobody was asked to look. */
	unseen?: number;
	/** With a field that was read wrong, of those that a person has spoken of. */
	corrected?: number;
}

const startOf = (day: string): number => Date.parse(`${day}T00:00Z`);
const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** Days, or weeks that begin on a Monday, from `days` days back until today; those without receipts are there with nought. */
export function periods(told: ReadingReport['days'], days: number, today: string): Period[] {
	const weekly = days > SINGLE_DAYS_MAX;
	const step = weekly ? 7 * DAY_MS : DAY_MS;
	const monday = (moment: number) => moment - ((new Date(moment).getUTCDay() + 6) % 7) * DAY_MS;
	const first = startOf(today) - (days - 1) * DAY_MS;
	const all = new Map<string, ReadingReport['days']>();
	for (let at = weekly ? monday(first) : first; at <= startOf(today); at += step) all.set(dayOf(at), []);
	for (const one of told) all.get(weekly ? dayOf(monday(startOf(one.day))) : one.day)?.push(one);
	return [...all].map(([day, within]) => periodOf(day, within));
}

function periodOf(day: string, within: ReadingReport['days']): Period {
	const sum = (of: (one: ReadingReport['days'][number]) => number) => within.reduce((total, one) => total + of(one), 0);
	const counted = sum((one) => one.counted);
	return {
		day,
		read: sum((one) => one.read),
		unreadable: sum((one) => one.unreadable),
		sure: counted ? Math.round(sum((one) => one.sure_per_mille_mean * one.counted) / counted) : undefined,
		unseen: perMille(sum((one) => one.unseen), counted),
		corrected: perMille(sum((one) => one.corrected), sum((one) => one.judged))
	};
}

export const perMille = (part: number, whole: number): number | undefined => (whole ? Math.round((part * 1000) / whole) : undefined);

export interface Summary {
	read: number;
	unreadable: number;
	/** Values that a person has judged, and the share of them that was right. */
	judged: number;
	kept_per_mille: number | undefined;
	/** How sure the readings said they are of all values, on average. */
	sure_per_mille: number | undefined;
}

export function summaryOf(report: ReadingReport): Summary {
	const sum = (of: (field: FieldReport) => number) => report.fields.reduce((total, field) => total + of(field), 0);
	const values = sum((field) => field.read);
	const judged = sum((field) => field.judged);
	return {
		read: report.days.reduce((total, day) => total + day.read, 0),
		unreadable: report.days.reduce((total, day) => total + day.unreadable, 0),
		judged,
		kept_per_mille: perMille(judged - sum((field) => field.corrected), judged),
		sure_per_mille: values ? Math.round(sum((field) => field.sure_per_mille_mean * field.read) / values) : undefined
	};
}

/** Fields that somebody has judged, those corrected most often first. */
export const byCorrections = (fields: readonly FieldReport[]): FieldReport[] =>
	fields.filter((field) => field.judged > 0).sort((a, b) => b.corrected / b.judged - a.corrected / a.judged || b.judged - a.judged);

/** What was said and what was kept, over these fields; bins that nothing fell into are left out. */
export function binsOf(fields: readonly FieldReport[]): Bin[] {
	const all = new Map<number, Bin>();
	for (const bin of fields.flatMap((field) => field.bins)) {
		const before = all.get(bin.from_per_mille);
		const count = bin.count + (before?.count ?? 0);
		if (!count) continue;
		const said = bin.said_per_mille_mean * bin.count + (before ? before.said_per_mille_mean * before.count : 0);
		all.set(bin.from_per_mille, { ...bin, count, kept: bin.kept + (before?.kept ?? 0), said_per_mille_mean: Math.round(said / count) });
	}
	return [...all.values()].sort((a, b) => a.from_per_mille - b.from_per_mille);
}

/** Marks of an axis from nought: at most `marks` steps of 1, 2 or 5 times a power of ten; the last is not below `most`. */
export function ticks(most: number, marks = 4): number[] {
	const rough = Math.max(1, most) / marks;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power);
	return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** “Bilden är för mörk.” of a text that goes on with what to do. */
export const firstSentence = (text: string): string => /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text;
