/** Days and times of Sweden, whatever zone the phone is in, and what people type for amounts and distances. */
import { inStockholm } from './texts.ts';

export const today = (now = new Date()): string => inStockholm(now.toISOString()).date;

/** The moment that clocks in Sweden show as that date and time, as ISO with Sweden's offset of that moment. */
export function momentOf(date: string, time: string): string {
	const asUtc = Date.parse(`${date}T${time}:00Z`);
	const shown = inStockholm(new Date(asUtc).toISOString());
	const first = asUtc - (Date.parse(`${shown.date}T${shown.time}:00Z`) - asUtc);
	// Near a change of the clock the first guess may lie on its other side: look once more from there.
	const again = inStockholm(new Date(first).toISOString());
	const offset = Date.parse(`${again.date}T${again.time}:00Z`) - first;
	const hours = String(Math.floor(offset / 3_600_000)).padStart(2, '0');
	return `${date}T${time}:00+${hours}:00`;
}

/** Every day from the first to the last, both with; at most `limit`, against a mistyped year. */
export function daysOf(first: string, last: string, limit = 400): string[] {
	const days: string[] = [];
	for (let day = Date.parse(`${first}T00:00Z`); day <= Date.parse(`${last}T00:00Z`) && days.length < limit; day += 86_400_000) {
		days.push(new Date(day).toISOString().slice(0, 10));
	}
	return days;
}

export const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** “1 872,50” or “1872.5” in hundredths; nothing when it is no number with at most two decimals. */
export function hundredthsOf(typed: string): number | undefined {
	return scaled(typed, 2);
}

/** “8,3” kilometres in hectometres. */
export function hectometresOf(typed: string): number | undefined {
	return scaled(typed, 1);
}

/** “12 345” whole kilometres. */
export function odometerOf(typed: string): number | undefined {
	const km = scaled(typed, 0);
	return km !== undefined && km >= 0 ? km : undefined;
}

function scaled(typed: string, decimals: number): number | undefined {
	const plain = typed.replace(/[\s\u00a0]|kr|sek|km/gi, '').replace('\u2212', '-').replace(',', '.');
	const match = /^(-?\d+)(?:\.(\d+))?$/.exec(plain);
	const fraction = match?.[2] ?? '';
	if (!match || fraction.length > decimals) return undefined;
	return Number(match[1] + fraction.padEnd(decimals, '0'));
}

/** What is typed begins with a minus: money that came back. */
export const isBelowNothing = (typed: string): boolean => /^\s*[-\u2212]/.test(typed);
/** With a minus before it, or without the one it has. */
export const signTurned = (typed: string): string => (isBelowNothing(typed) ? typed.replace(/^\s*[-\u2212]\s*/, '') : `-${typed.trim()}`);

/** Öre or hectometres as a person types them: “249,00”, “8,3”. */
export function typed(value: number | null | undefined, decimals: 1 | 2): string {
	if (value === null || value === undefined) return '';
	const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
	return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}
