import { expect, test } from 'vitest';
import type { Drive } from '#lib/api/types.ts';
import { driveBody, driveForm, isProposed, wrongWith } from './drive-form.ts';

const drives = [{ from_place: 'Norra', to_place: 'Sjövik', distance_hm: 32, purpose: 'Hembesök' }];
const known = { drives, vehicle: 'own_car' as const, day: '2026-10-12' };
const line = { kind: 'drive', date: '2026-10-11', from_place: 'Norra', to_place: 'Sjövik', distance_hm: 41, vehicle: 'motorcycle', purpose: '' } as Drive;
const way = { from: 'Norra', to: 'Sjövik' };

test('what is typed stands before what the drive says, and that before what is known', () => {
	expect([driveForm({}, undefined, known), driveForm({}, line, known), driveForm({ date: '2026-10-01' }, line, known)].map((one) => [one.date, one.vehicle])).toEqual([
		['2026-10-12', 'own_car'],
		['2026-10-11', 'motorcycle'],
		['2026-10-01', 'motorcycle']
	]);
});

test('the distance is as typed, as the drive says, as the odometer says, as it usually is', () => {
	const km = (words: object, of?: Drive) => driveForm({ ...way, ...words }, of, known).km;
	expect([km({ km: '5', before: '100', after: '112' }, line), km({ before: '100', after: '112' }, line), km({ before: '100', after: '112' }), km({})]).toEqual(['5', '4,1', '12,0', '3,2']);
});

test('a usual distance is a proposal until it is typed, saved or read off the odometer', () => {
	const proposed = (words: object, of?: Drive) => isProposed(words, of, driveForm({ ...way, ...words }, of, known), drives);
	expect([proposed({}), proposed({ km: '3,2' }), proposed({}, line), proposed({ before: '100', after: '112' })]).toEqual([true, false, false, false]);
});

test('what is missing is said once the person wants to go on, what cannot be read at once', () => {
	const form = driveForm({ km: '-3', before: 'tolv' }, undefined, known);
	expect(wrongWith(form, false)).toEqual({ before: 'app.drive.not-odometer' });
	expect(wrongWith(form, true)).toEqual({ before: 'app.drive.not-odometer', from: 'field.missing', to: 'field.missing', km: 'app.drive.not-km' });
	expect(wrongWith(driveForm(way, undefined, known), true)).toEqual({});
});

test('places and purposes are sent without the blanks around them', () => {
	expect(driveBody(driveForm({ from: ' Norra ', to: 'Sjövik', purpose: ' Hembesök' }, undefined, known))).toMatchObject({ from_place: 'Norra', purpose: 'Hembesök', distance_hm: 32, odometer_end_km: null });
});
