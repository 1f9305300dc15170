/** Where a trip was, country by country: laid over one another so that nobody is in two at once. */
import type { Stay, Trip } from '#lib/api/types.ts';

export const HOME = 'SE';
type Times = Pick<Trip, 'start' | 'end'>;

/** A country, with when the person left the one before and came to the one after: between them they were in the air or at sea. */
export interface Visit extends Stay {
	left: string;
	back: string;
}

const instant = (moment: string): number => Date.parse(moment);
const isLonger = (stay: Stay): boolean => instant(stay.start) < instant(stay.end);
const inOrder = (stays: readonly Stay[]): Stay[] => [...stays].sort((a, b) => instant(a.start) - instant(b.start) || instant(a.end) - instant(b.end));

/** The stays with the visit laid over them: what it covers is cut away. The first visit lies on a trip at home. */
export function withVisit(stays: readonly Stay[], visit: Visit, trip: Times): Stay[] {
	const under = stays.length ? stays : [{ country: HOME, start: trip.start!, end: trip.end! }];
	const cut = under.flatMap((stay) => [
		{ ...stay, end: earlier(stay.end, visit.left) },
		{ ...stay, start: later(stay.start, visit.back) }
	]);
	return inOrder([...cut.filter(isLonger), { country: visit.country, start: visit.start, end: visit.end }]);
}

/** The stays without one: whoever was before it stayed until the next. Nothing is left to say when only home is left. */
export function withoutStay(stays: readonly Stay[], index: number): Stay[] {
	const gone = stays[index];
	const rest = stays.filter((_, other) => other !== index);
	if (!gone || !rest.length) return [];
	const before = rest[index - 1];
	const after = rest[index];
	if (before && after && before.country === after.country) rest.splice(index - 1, 2, { ...before, end: after.end });
	else if (before) rest[index - 1] = { ...before, end: after?.start ?? gone.end };
	else if (after) rest[0] = { ...after, start: gone.start };
	return rest.every((stay) => stay.country === HOME) ? [] : rest;
}

/** A stay as the visit that it was laid as. */
export function visitOf(stays: readonly Stay[], index: number): Visit {
	const stay = stays[index]!;
	return { ...stay, left: stays[index - 1]?.end ?? stay.start, back: stays[index + 1]?.start ?? stay.end };
}

/** The first and the last stay follow when the trip begins or ends at another time. */
export function fitted(stays: readonly Stay[], { start, end }: Times): Stay[] {
	const fit = [...stays];
	if (start && fit[0] && instant(start) <= instant(fit[0].end)) fit[0] = { ...fit[0], start };
	const last = fit.at(-1);
	if (end && last && instant(last.start) <= instant(end)) fit[fit.length - 1] = { ...last, end };
	return fit;
}

/** What is wrong with a visit, as the id of its text and the field it is about. */
export function wrongWith(visit: Visit, trip: Times): { id: string; field: 'start' | 'end' | 'left' | 'back' } | undefined {
	if (instant(visit.end) < instant(visit.start)) return { id: 'problem.stay-end-before-start', field: 'end' };
	if (instant(visit.start) < instant(visit.left)) return { id: 'app.trip.stay.left-after', field: 'left' };
	if (instant(visit.back) < instant(visit.end)) return { id: 'app.trip.stay.back-before', field: 'back' };
	const outside = (['left', 'start', 'end', 'back'] as const).find((field) => instant(visit[field]) < instant(trip.start!) || instant(trip.end!) < instant(visit[field]));
	return outside && { id: 'problem.stay-outside-trip', field: outside };
}

const earlier = (a: string, b: string): string => (instant(a) <= instant(b) ? a : b);
const later = (a: string, b: string): string => (instant(a) >= instant(b) ? a : b);
