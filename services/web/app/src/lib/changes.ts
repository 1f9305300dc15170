/** What differs between two versions, each difference with what it was and what it is, as a person reads it. */
import type { ClaimDocument, ClaimLine, DayMeals, DateText } from '#lib/api/types.ts';
import { amountTitle, vatOf } from '#lib/claims.ts';
import { say, shortDate, show, t } from '#lib/language.svelte.ts';
import { MEALS } from '#lib/meals.ts';
import type { TripEntry } from '#lib/trip.ts';

export interface Change {
	what: string;
	before: string;
	after: string;
}
/** Whoever decides is told of the days in amounts, not in answers. */
type TripSaid = Pick<TripEntry, 'destination' | 'purpose' | 'start' | 'end' | 'over_50_km' | 'stays'> & Partial<Pick<TripEntry, 'meals' | 'nights'>> & { assignment: TripEntry['assignment'] };
/** A name, and how that of it is said. */
type Says<Of> = [what: string, words: (of: Of) => string];

const NOTHING = '–';
const differing = <Of>(before: Of, after: Of, said: readonly Says<Of>[]): Change[] =>
	said.map(([what, words]) => ({ what, before: words(before) || NOTHING, after: words(after) || NOTHING })).filter((one) => one.before !== one.after);

const moment = (at: string | null) => (at ? `${shortDate(at)} ${show('time', at)}` : '');

export function tripChanges(before: TripSaid, after: TripSaid): Change[] {
	const days = [...new Set([...(before.meals ?? []), ...(after.meals ?? [])].map((day) => day.date))].sort();
	const nights = [...new Set([...(before.nights ?? []), ...(after.nights ?? [])].map((night) => night.night_of))].sort();
	return differing(before, after, [
		[t('app.trip.destination'), (trip) => trip.destination],
		[t('app.field.purpose'), (trip) => trip.purpose],
		[t('app.trip.left'), (trip) => moment(trip.start)],
		[t('app.trip.back'), (trip) => moment(trip.end)],
		[t('app.trip.distance'), (trip) => t(trip.over_50_km ? 'app.trip.over-50' : 'app.trip.within-50')],
		[t('app.trip.where'), (trip) => trip.stays.map((stay) => `${t(`country.${stay.country}`)} ${moment(stay.start)} – ${moment(stay.end)}`).join('; ')],
		[t('app.trip.long-stay'), (trip) => (trip.assignment ? t('app.trip.long-stay.since', { since: trip.assignment.since }) : '')],
		...days.map((date): Says<TripSaid> => [`${t('app.changes.meals')} ${shortDate(date)}`, (trip) => mealsOf(trip.meals, date)]),
		...nights.map((date): Says<TripSaid> => [`${t('app.trip.night')} ${shortDate(date)}`, (trip) => nightOf(trip, date)])
	]);
}

function mealsOf(days: readonly DayMeals[] | undefined, date: DateText): string {
	const day = days?.find((one) => one.date === date);
	if (!day || MEALS.every((meal) => day[meal] === null)) return '';
	return MEALS.filter((meal) => day[meal] !== null && day[meal] !== 'none').map((meal) => t(`app.trip.meal.${meal}`)).join(', ') || t('app.trip.meal.none');
}

function nightOf(trip: TripSaid, date: DateText): string {
	const paid_by = trip.nights?.find((one) => one.night_of === date)?.paid_by;
	return paid_by ? t(`app.trip.night.${paid_by}`) : '';
}

/** Of a claim that was handed in again; a row that is new or gone has nothing on one side. */
export function claimChanges(before: ClaimDocument, after: ClaimDocument): Change[] {
	const trip = before.trip && after.trip ? tripChanges(before.trip, after.trip) : [];
	const was = new Map(before.lines.map((line) => [line.id, line]));
	const is = new Set(after.lines.map((line) => line.id));
	const gone = before.lines.filter((line) => !is.has(line.id));
	return [
		...trip,
		...after.lines.flatMap((line) => lineChanges(was.get(line.id), line)),
		...gone.map((line) => ({ what: amountTitle(line), before: show('money', line.amount_ore), after: NOTHING }))
	];
}

function lineChanges(before: ClaimLine | undefined, after: ClaimLine): Change[] {
	if (!before) return [{ what: amountTitle(after), before: NOTHING, after: show('money', after.amount_ore) }];
	if (JSON.stringify(before) === JSON.stringify(after)) return [];
	const own = amountTitle(after);
	const of = (field: string) => `${own}: ${t(field)}`;
	const found = differing(before, after, [
		[own, (line) => show('money', line.amount_ore)],
		[of('app.field.date'), (line) => shortDate(line.date)],
		[of('app.changes.what'), (line) => say(line.title)],
		[of('app.drive.km'), (line) => (line.distance_hm === null ? '' : show('km', line.distance_hm))],
		[of('app.field.purpose'), (line) => line.note ?? ''],
		[of('app.field.vat'), (line) => (line.vat.length ? show('money', vatOf([line])) : '')],
		[of('app.changes.took-part'), (line) => line.representation?.participants.map((one) => one.name).join(', ') ?? ''],
		[of('app.field.coding'), (line) => Object.values(line.dimension_names).join(', ')]
	]);
	if (found.length) return found;
	const isOther = before.evidence?.receipt_id !== after.evidence?.receipt_id;
	if (isOther) return [{ what: of('app.field.receipt_id'), before: t('app.changes.receipt-before'), after: t('app.changes.receipt-after') }];
	return differing(before, after, [[own, (line) => line.reasons.map((reason) => say(reason.text)).join('. ')]]);
}
