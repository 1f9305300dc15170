/** Every field that can be mended by itself: how it is typed, and what is written when it is. */
import type { Claim, Line, Trip } from '#lib/api/types.ts';
import { t } from '#lib/language.svelte.ts';
import { hectometresOf, hundredthsOf, momentOf, odometerOf, typed } from '#lib/moments.ts';
import { inStockholm } from '#lib/texts.ts';

type Fields = Partial<Line> & Partial<Trip>;
export interface MendField {
	label: string;
	/** As it stands, typed. */
	typed: string;
	kind?: 'text' | 'date' | 'datetime-local' | 'textarea';
	inputmode?: 'decimal';
	options?: { value: string; text: string }[];
	/** It is an amount that may be a refund. */
	refundable?: boolean;
	hint?: string;
	/** What to say when it cannot be read; otherwise that it is missing. */
	wrong?: string;
	/** The fields to write, or nothing when what is typed does not do. */
	read?: (typed: string) => Fields | undefined;
}

const VEHICLES = ['own_car', 'motorcycle', 'company_car_other_fuel', 'company_car_electric'] as const;
const words = (name: string) => (text: string) => (text.trim() ? ({ [name]: text.trim() } as Fields) : undefined);

/** The field with that name on that line, or on the trip when there is no line; nothing when it has no such field. */
export function mendField(claim: Claim, line: Line | undefined, name: string): MendField | undefined {
	const label = t(`app.field.${name}`);
	if (!line) return claim.trip ? tripField(claim.trip, name, label) : undefined;
	if (!(name in line)) return undefined;
	const now = line[name as keyof Line] as string | number | null;
	switch (name) {
		case 'amount_ore':
			return {
				label, typed: typed(now as number | null, 2), inputmode: 'decimal', refundable: true, wrong: t('app.common.not-an-amount'),
				read: (text) => (hundredthsOf(text) === undefined ? undefined : ({ amount_ore: hundredthsOf(text) } as Fields))
			};
		case 'distance_hm':
			return {
				label, typed: typed(now as number | null, 1), inputmode: 'decimal', wrong: t('app.drive.not-km'),
				read: (text) => (hectometresOf(text) ? ({ distance_hm: hectometresOf(text) } as Fields) : undefined)
			};
		case 'odometer_start_km':
		case 'odometer_end_km':
			return {
				label, typed: String(now ?? ''), inputmode: 'decimal', wrong: t('app.drive.not-odometer'),
				read: (text) => (odometerOf(text) === undefined ? undefined : ({ [name]: odometerOf(text) } as Fields))
			};
		case 'date':
			return { label, typed: String(now ?? ''), kind: 'date', read: words(name) };
		case 'vehicle':
			return { label, typed: String(now ?? ''), options: VEHICLES.map((value) => ({ value, text: t(`app.vehicle.${value}`) })), read: words(name) };
		case 'lost_receipt_reason':
			return { label, typed: String(now ?? ''), kind: 'textarea', hint: t('app.mend.lost-hint'), read: words(name) };
		case 'purpose':
			return { label, typed: String(now ?? ''), hint: t('app.mend.purpose-hint'), read: words(name) };
		case 'coding':
		case 'receipt_id':
			return { label, typed: '' };
		default:
			return typeof now === 'string' || now === null ? { label, typed: now ?? '', read: words(name) } : undefined;
	}
}

function tripField(trip: Trip, name: string, label: string): MendField | undefined {
	if (name === 'purpose' || name === 'destination') {
		return { label, typed: trip[name], hint: name === 'purpose' ? t('app.mend.purpose-hint') : undefined, read: words(name) };
	}
	if (name === 'start' || name === 'end') {
		const now = trip[name] && inStockholm(trip[name]);
		return {
			label, kind: 'datetime-local', typed: now ? `${now.date}T${now.time}` : '',
			read: (text) => {
				const [date, time] = text.split('T');
				return date && time ? ({ [name]: momentOf(date, time.slice(0, 5)) } as Fields) : undefined;
			}
		};
	}
	if (name === 'assignment') {
		return {
			label, kind: 'date', typed: trip.assignment?.since ?? '',
			read: (since) => (since ? { assignment: { since, extension_days: trip.assignment?.extension_days ?? 0 } } : undefined)
		};
	}
	return undefined;
}
