/** Checks of drives: that each can be paid, and that it is as far as the way usually is. */
import type { DriveLine } from '../draft.ts';
import { usualDistance, wayOf, type Driven } from '../drives.ts';
import { dayAsked, drivesOf, type Hit, type Situation } from './situation.ts';

/** A fifth, 20 %, more or less than usual is a distance to ask about. */
const USUAL_SHARE = 5;

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

/** A drive without a day. */
export function* dateMissing(situation: Situation): Generator<Hit> {
	for (const line of drivesOf(situation)) if (line.date === null) yield { line_id: line.id, field: 'date', variant: line.kind };
}

/** A drive between the home and the regular workplace, by their names: the way to work is private. */
export function* commute(situation: Situation): Generator<Hit> {
	const wayToWork = wayOf({ from_place: situation.home, to_place: situation.workplace });
	for (const line of paid(situation)) if (wayToWork && wayOf(line) === wayToWork) yield { line_id: line.id, field: 'to_place' };
}

/** The distance differs by more than 20 % from what the person usually drives between the same places. */
export function* distanceUnlikely(situation: Situation): Generator<Hit> {
	const drives = drivesOf(situation);
	for (const [place, line] of drives.entries()) {
		if (line.is_private || !line.distance_hm) continue;
		const usual = usualDistance(line, [...drives.slice(0, place), ...situation.drives_elsewhere]);
		const difference = Math.abs(line.distance_hm - (usual ?? line.distance_hm));
		if (usual === undefined || USUAL_SHARE * difference <= usual) continue;
		yield { parameters: { distance: line.distance_hm, usual, difference }, line_id: line.id, field: 'distance_hm', variant: line.distance_hm > usual ? undefined : 'less' };
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
