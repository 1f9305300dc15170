/** A drive as its form shows it: what the person has typed, else what the drive says, else what is known. */
import type { Drive, KnownDrive, Vehicle } from '#lib/api/types.ts';
import type { LineBody } from '#lib/data/unsent.svelte.ts';
import { odometerDistance, usualWay } from '#lib/drives.ts';
import { hectometresOf, odometerOf, typed } from '#lib/moments.ts';

export interface DriveForm {
	date: string;
	from: string;
	to: string;
	km: string;
	purpose: string;
	vehicle: Vehicle | undefined;
	isPrivate: boolean;
	/** The odometer before the drive and after it. */
	before: string;
	after: string;
	passengers: number;
	hasTrailer: boolean;
}
/** `vehicle` is the usual one; `day`: the trip began, else today. */
export interface KnownOfDrives {
	drives: readonly KnownDrive[];
	vehicle: Vehicle | undefined;
	day: string;
}

export function driveForm(words: Partial<DriveForm>, line: Drive | undefined, known: KnownOfDrives): DriveForm {
	const form = {
		date: line?.date ?? known.day, from: line?.from_place ?? '', to: line?.to_place ?? '', purpose: line?.purpose ?? '',
		vehicle: line?.vehicle ?? known.vehicle, isPrivate: line?.is_private ?? false,
		before: String(line?.odometer_start_km ?? ''), after: String(line?.odometer_end_km ?? ''),
		passengers: line?.passengers ?? 0, hasTrailer: line?.has_trailer ?? false, ...words
	};
	// Nobody types what the odometer or an earlier drive says.
	return { ...form, km: words.km ?? typed(line?.distance_hm ?? drivenOf(form) ?? usualOf(form, known.drives), 1) };
}

/** The distance is the one that is usually driven that way, and nobody has said so yet. */
export const isProposed = (words: Partial<DriveForm>, line: Drive | undefined, form: DriveForm, drives: readonly KnownDrive[]): boolean =>
	words.km === undefined && !line && drivenOf(form) === undefined && usualOf(form, drives) !== undefined;

const usualOf = ({ from, to }: Pick<DriveForm, 'from' | 'to'>, drives: readonly KnownDrive[]) => usualWay(drives, from, to)?.distance_hm;
const drivenOf = ({ before, after }: Pick<DriveForm, 'before' | 'after'>) => odometerDistance(odometerOf(before), odometerOf(after));

/** As it is sent. */
export const driveBody = ({ date, from, to, km, purpose, vehicle, isPrivate, before, after, passengers, hasTrailer }: DriveForm): LineBody => ({
	kind: 'drive', date, from_place: from.trim(), to_place: to.trim(), distance_hm: hectometresOf(km) ?? null, vehicle: vehicle ?? null, purpose: purpose.trim(),
	is_private: isPrivate, odometer_start_km: odometerOf(before) ?? null, odometer_end_km: odometerOf(after) ?? null, passengers, has_trailer: hasTrailer
});

export type Wrong = Partial<Record<'from' | 'to' | 'km' | 'before' | 'after', string>>;
/** What cannot be sent as it stands: ids of texts. What is missing is only said once the person wants to go on (`tried`). */
export function wrongWith({ from, to, km, before, after }: DriveForm, tried: boolean): Wrong {
	const wrong: Wrong = {};
	const misread = (text: string) => text.trim() !== '' && odometerOf(text) === undefined;
	if (misread(before)) wrong.before = 'app.drive.not-odometer';
	if (misread(after)) wrong.after = 'app.drive.not-odometer';
	if (!tried) return wrong;
	if (!from.trim()) wrong.from = 'field.missing';
	if (!to.trim()) wrong.to = 'field.missing';
	if (!((hectometresOf(km) ?? 0) > 0)) wrong.km = 'app.drive.not-km';
	return wrong;
}
