/** Each button that mends sends what the service's tests show to mend it (tests/unit/claims/mends.json). */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Claim, Finding, Known } from '#lib/api/types.ts';
import { mendField } from './mend-fields.ts';
import { mendsOf } from './mends.ts';

interface Case {
	check: string;
	mend: string;
	field: string;
	button: string;
	parameters?: Record<string, string | number | null>;
	trip?: object;
	line?: { kind: string };
	/** What is written on the line or the trip … */
	sends?: Record<string, unknown>;
	/** … and on the trip before that … */
	sends_trip?: Record<string, unknown>;
	/** … by this page, of what is typed there; otherwise at once. */
	leads?: string;
	typed?: string;
	/** The line is taken away, here at least. */
	removes?: boolean;
	/** What is in the way is another trip: it is opened. */
	other_trip_goes?: boolean;
	/** Field of the receipt that is said to be right. */
	confirms?: string;
}

const CASES = JSON.parse(readFileSync(new URL('../../../../../tests/unit/claims/mends.json', import.meta.url), 'utf-8')) as Case[];
const LAST_DAY = { breakfast: 'hotel_breakfast', lunch: 'provided', dinner: 'none' };
const KNOWN = {
	employments: [{ id: 'employment', vehicle: 'own_car' }], usual_purposes: { trip: ['Nätverksträff'], drive: [] },
	trip: { first: { ...LAST_DAY, breakfast: 'none' }, between: LAST_DAY, last: LAST_DAY, paid_by: 'employer' }
} as unknown as Known;
const RECEIPT = { id: 'receipt', fields: { date: '2026-10-12' }, doubtful: ['date'], read: { sure: {} }, sure: {} };

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {})); // no catalogue is loaded here
afterEach(() => vi.unstubAllGlobals());

test.each(CASES.map((one) => [`${one.check}: ${one.button}`, one] as const))('%s', async (_, { check, mend, field, button, parameters = {}, trip, line, sends, sends_trip, leads, typed, removes, confirms }) => {
	const claim = {
		id: 'claim', kind: trip ? 'trip' : 'expense', editable: true, employment_id: 'employment',
		trip: trip ? { version: 3, meals: [], nights: [], ...trip } : null, lines: line ? [{ id: 'line', version: 3, ...line }] : []
	} as unknown as Claim;
	const finding = { check, mend, field, level: 'stop', line_id: line ? 'line' : null, text: { id: `check.${check}`, parameters } } as unknown as Finding;
	const found = mendsOf(claim, finding, KNOWN).find((one) => one.id === button);

	if (leads) {
		expect(found?.href).toBe(leads);
		if (typed) expect(mendField(claim, claim.lines[0], leads.split('/').at(-1)!)?.read?.(typed)).toEqual(sends);
		return;
	}
	const asked: { method: string; path: string; body: unknown }[] = [];
	vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
		asked.push({ method: String(method), path, body: body && JSON.parse(String(body)) });
		return new Response(JSON.stringify(RECEIPT));
	});
	await found!.run!();
	const last = asked.filter((one) => one.method !== 'GET').at(-1)!;
	if (sends_trip) expect(asked.find((one) => one.path.endsWith('/trip'))).toMatchObject({ method: 'PUT', body: { base_version: 3, ...sends_trip } });
	if (removes) expect(last).toMatchObject({ method: 'DELETE', path: '/api/claims/claims/claim/lines/line?base_version=3' });
	else if (confirms) expect(last.path).toContain('/corrections/');
	else expect(last).toMatchObject({ method: 'PUT', path: `/api/claims/claims/claim/${line ? 'lines/line' : 'trip'}`, body: { base_version: 3, ...sends } });
});
