/** Checks of drives: that each can be paid. */
import { dayAsked, drivesOf, type Hit, type Situation } from './situation.ts';

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
