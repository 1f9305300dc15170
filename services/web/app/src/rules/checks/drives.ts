/** Checks of drives: that each can be paid, and that it is as far as the way usually is. */
import type { DriveLine } from '../draft.ts';
import type { Hectometres } from '../money.ts';
import type { DateText } from '../time.ts';
import { usualDistance, wayOf, type Driven } from '../drives.ts';
import { dayAsked, drivesOf, outsideTrip, tooOld, type Hit, type Situation } from './situation.ts';

/** A fifth, 20 %, more or less than usual is a distance to ask about. */
const USUAL_SHARE = 5;
/** 1,000 km: ten hours, as long as a driver by trade may sit at the wheel in a day (EU 561/2006, article 6), at 100 km an hour. */
const DAY_HM_MAX = 10_000;

const paid = (situation: Situation) => drivesOf(situation).filter((line) => !line.is_private);

/** A drive without a vehicle. */
export function* vehicleMissing(situation: Situation): Generator<Hit> {
	for (const line of paid(situation)) if (line.vehicle === null) yield { line_id: line.id, field: 'vehicle' };
}

/** A drive without a distance, or of none. */
export function* distanceMissing(situation: Situation): Generator<Hit> {
	for (const line of paid(situation)) if (line.distance_hm === null || line.distance_hm <= 0) yield { line_id: line.id, field: 'distance_hm' };
}

/** A drive on a day that has not come. */
export function* driveDateFuture(situation: Situation): Generator<Hit> {
	for (const line of drivesOf(situation)) {
		if (line.date !== null && line.date > dayAsked(situation)) yield { parameters: { date: line.date }, line_id: line.id, field: 'date' };
	}
}

/** A drive that can be paid is older than the employer's limit, which is that of receipts. */
export function* driveOld(situation: Situation): Generator<Hit> {
	const unworked = new Set(situation.worth.unworked.map((part) => part.line_id));
	for (const line of paid(situation)) {
		const told = line.date === null || unworked.has(line.id) ? undefined : tooOld(situation, line.date);
		if (told) yield { parameters: told, line_id: line.id, field: 'date' };
	}
}

/** The drive's date is outside the trip it lies in. */
export function* driveOutsideTrip(situation: Situation): Generator<Hit> {
	for (const { id, date } of drivesOf(situation)) {
		const told = outsideTrip(situation, date);
		if (told) yield { parameters: told, line_id: id, field: 'date' };
	}
}

/** A drive without a day. */
export function* dateMissing(situation: Situation): Generator<Hit> {
	for (const line of drivesOf(situation)) if (line.date === null) yield { line_id: line.id, field: 'date', variant: line.kind };
}

/** A drive between the home and the regular workplace, by their names: the way to work is private. */
export function* commute(situation: Situation): Generator<Hit> {
	const wayToWork = wayOf({ from_place: situation.home, to_place: situation.workplace });
	for (const line of paid(situation)) if (wayToWork && wayOf(line) === wayToWork) yield { line_id: line.id, field: 'to_place' };
}

/** The distance differs by more than 20 % from the person's usual one between the same places, or makes the day's 1,000 km full. */
export function* distanceUnlikely(situation: Situation): Generator<Hit> {
	const drives = drivesOf(situation);
	const driven = new Map<DateText | null, Hectometres>();
	for (const [place, { id: line_id, date, distance_hm: distance, ...line }] of drives.entries()) {
		if (line.is_private || !distance) continue;
		const before = driven.get(date) ?? 0;
		const day = before + distance;
		driven.set(date, day);
		const usual = usualDistance(line, [...drives.slice(0, place), ...situation.drives_elsewhere]);
		const difference = Math.abs(distance - (usual ?? distance));
		if (usual !== undefined && USUAL_SHARE * difference > usual) {
			yield { parameters: { distance, usual, difference }, line_id, field: 'distance_hm', variant: distance > usual ? undefined : 'less', mend: 'use-usual-distance' };
		} else if (before <= DAY_HM_MAX && day > DAY_HM_MAX) yield { parameters: { distance: day }, line_id, field: 'distance_hm', variant: 'day' };
	}
}

/** The odometer does not follow on the drive before in the same vehicle, or goes backwards during the drive. */
export function* odometerGap(situation: Situation): Generator<Hit> {
	const drives = drivesOf(situation);
	for (const [place, line] of drives.entries()) {
		const { odometer_start_km: start, odometer_end_km: end } = line;
		if (start !== null && end !== null && end < start) {
			yield { parameters: { distance: 10 * (start - end) }, line_id: line.id, field: 'odometer_end_km', variant: 'backwards' };
			continue;
		}
		const before = driveBefore(line, drives.slice(0, place), situation.drives_elsewhere);
		if (!before || before.odometer_end_km === null || start === null || start === before.odometer_end_km) continue;
		const gap = start - before.odometer_end_km;
		yield { parameters: { distance: 10 * Math.abs(gap), date: before.date }, line_id: line.id, field: 'odometer_start_km', variant: gap > 0 ? undefined : 'less' };
	}
}

/** The drive before it in that vehicle whose odometer is known. Of a day, those further up in this claim come before it. */
function driveBefore({ date, vehicle }: DriveLine, here: readonly Driven[], elsewhere: readonly Driven[]): Driven | undefined {
	if (date === null) return undefined;
	const known = [...here.filter((one) => one.date !== null && one.date <= date), ...elsewhere.filter((one) => one.date !== null && one.date < date)];
	const isLater = (one: Driven, than: Driven) => one.date! > than.date! || (one.date === than.date && one.odometer_end_km! > than.odometer_end_km!);
	return known
		.filter((one) => one.vehicle === vehicle && one.odometer_end_km !== null)
		.reduce<Driven | undefined>((latest, one) => (latest && !isLater(one, latest) ? latest : one), undefined);
}
