import { expect, test } from 'vitest';
import { fitted, visitOf, withoutStay, withVisit, wrongWith, type Visit } from './stays.ts';

const at = (day: number, clock: string) => `2026-10-0${day}T${clock}:00+02:00`;
const trip = { start: at(5, '06:00'), end: at(7, '21:00') };
const denmark: Visit = { country: 'DK', left: at(5, '08:00'), start: at(5, '09:00'), end: at(6, '13:00'), back: at(6, '14:00') };
const germany: Visit = { country: 'DE', left: at(6, '13:00'), start: at(6, '13:00'), end: at(7, '17:00'), back: at(7, '19:00') };
const shown = (stays: { country: string; start: string; end: string }[]) => stays.map((one) => `${one.country} ${one.start.slice(8, 16)}–${one.end.slice(8, 16)}`);

test('a visit leaves home before it and after it, and nothing while in the air', () => {
	expect(shown(withVisit([], denmark, trip))).toEqual(['SE 05T06:00–05T08:00', 'DK 05T09:00–06T13:00', 'SE 06T14:00–07T21:00']);
});

test('the next country takes over where the one before ended', () => {
	const stays = withVisit(withVisit([], denmark, trip), germany, trip);
	expect(shown(stays)).toEqual(['SE 05T06:00–05T08:00', 'DK 05T09:00–06T13:00', 'DE 06T13:00–07T17:00', 'SE 07T19:00–07T21:00']);
});

test('a visit that is changed is taken away and laid anew', () => {
	const stays = withVisit([], denmark, trip);
	expect(visitOf(stays, 1)).toEqual(denmark);
	const longer = { ...visitOf(stays, 1), end: at(7, '17:00'), back: at(7, '18:00') };
	expect(shown(withVisit(withoutStay(stays, 1), longer, trip))).toEqual(['SE 05T06:00–05T08:00', 'DK 05T09:00–07T17:00', 'SE 07T18:00–07T21:00']);
});

test('without its only country a trip says nothing of where it was', () => {
	expect(withoutStay(withVisit([], denmark, trip), 1)).toEqual([]);
});

test('without the second country the first lasts until the next', () => {
	const stays = withVisit(withVisit([], denmark, trip), germany, trip);
	expect(shown(withoutStay(stays, 2))).toEqual(['SE 05T06:00–05T08:00', 'DK 05T09:00–07T19:00', 'SE 07T19:00–07T21:00']);
});

test('a trip wholly in one country has one stay, and without it none', () => {
	const whole: Visit = { country: 'NO', left: trip.start, start: trip.start, end: trip.end, back: trip.end };
	expect(shown(withVisit([], whole, trip))).toEqual(['NO 05T06:00–07T21:00']);
	expect(withoutStay(withVisit([], whole, trip), 0)).toEqual([]);
});

test('first and last follow the times of the trip, unless they would end before they begin', () => {
	const stays = withVisit([], denmark, trip);
	expect(shown(fitted(stays, { start: at(5, '05:00'), end: at(7, '22:00') }))).toEqual(['SE 05T05:00–05T08:00', 'DK 05T09:00–06T13:00', 'SE 06T14:00–07T22:00']);
	expect(fitted(stays, { start: at(5, '10:00'), end: at(6, '10:00') })).toEqual(stays);
});

test('what cannot be is said at its field', () => {
	expect(wrongWith(denmark, trip)).toBeUndefined();
	expect(wrongWith({ ...denmark, end: at(5, '08:59') }, trip)?.field).toBe('end');
	expect(wrongWith({ ...denmark, left: at(5, '09:01') }, trip)?.field).toBe('left');
	expect(wrongWith({ ...denmark, back: at(6, '12:00') }, trip)?.field).toBe('back');
	expect(wrongWith({ ...denmark, back: at(8, '12:00') }, trip)).toEqual({ id: 'problem.stay-outside-trip', field: 'back' });
});
