import { afterEach, expect, test, vi } from 'vitest';
import { NO_CONTACT, Problem, problemOf, put } from './client.ts';

afterEach(() => vi.unstubAllGlobals());

const refusal = { code: 'claim-not-ready', text: { id: 'problem.claim-not-ready' }, field: null, fields: [{ field: 'trip.purpose', text: { id: 'check.trip-purpose-missing' } }] };

test('a problem tells the words beside its field', () => {
	const problem = problemOf(422, JSON.stringify(refusal));
	expect(problem.code).toBe('claim-not-ready');
	expect(problem.about('trip.purpose')).toEqual({ id: 'check.trip-purpose-missing' });
	expect(problem.about('trip.start')).toBeUndefined();
});

test('an answer that is no problem is said as no contact from a gateway, else as unexpected', () => {
	expect(problemOf(502, '<html>').code).toBe('no-contact');
	expect(problemOf(418, '').code).toBe('unexpected');
});

test('a write that the network swallowed is sent again, the same', async () => {
	vi.useFakeTimers();
	const bodies: unknown[] = [];
	vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
		bodies.push(init.body);
		if (bodies.length < 3) throw new TypeError('network');
		return new Response('{"ok":true}');
	});
	const answer = put<{ ok: boolean }>('/x', { a: 1 });
	await vi.runAllTimersAsync();
	expect(await answer).toEqual({ ok: true });
	expect(bodies).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
	vi.useRealTimers();
});

test('without network nobody waits for another try', async () => {
	let calls = 0;
	vi.stubGlobal('navigator', { onLine: false });
	vi.stubGlobal('fetch', async () => {
		calls++;
		throw new TypeError('network');
	});
	await expect(put('/x', {})).rejects.toThrow(NO_CONTACT);
	expect(calls).toBe(1);
});

test('a refusal is not sent again', async () => {
	let calls = 0;
	vi.stubGlobal('fetch', async () => {
		calls++;
		return new Response(JSON.stringify(refusal), { status: 422 });
	});
	await expect(put('/x', {})).rejects.toThrow(Problem);
	expect(calls).toBe(1);
});
