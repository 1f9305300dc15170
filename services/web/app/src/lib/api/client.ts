/**
 * The thin way to the services: JSON over HTTP, problem details as a thrown `Problem`. Every write is a repeatable `PUT`
 * or `DELETE`, so what the network swallowed is simply sent again.
 */
import type { ProblemDetail, ProblemField } from '#lib/api/generated/web.ts';
import type { Text } from '#lib/texts.ts';

/** A refusal (RFC 9457), or that nobody answered. What to say is the catalogue's text with that id. */
export class Problem extends Error {
	constructor(
		/** Stable name, such as `version-outdated`; `no-contact` when nobody answered. */
		readonly code: string,
		readonly status: number,
		readonly text: Text,
		/** The field that is at fault, when it is one. */
		readonly field: string | null = null,
		readonly fields: readonly Pick<ProblemField, 'field' | 'text'>[] = []
	) {
		super(code);
	}

	/** The words for one field of the request, when the problem is about it. */
	about(field: string): Text | undefined {
		return this.fields.find((problem) => problem.field === field)?.text ?? (this.field === field ? this.text : undefined);
	}
}

export const NO_CONTACT = new Problem('no-contact', 0, { id: 'app.problem.no-contact' });
/** Waits before the second and third try, in milliseconds. */
const PAUSES = [400, 1200];
const ANSWER_WITHIN_MS = 20_000;
const UNAVAILABLE = new Set([0, 502, 503, 504]);

let onSignedOut = () => {};
/** Told when a service no longer knows who is asking. */
export function whenSignedOut(tell: () => void): void {
	onSignedOut = tell;
}

export const get = <Answer>(path: string) => request<Answer>('GET', path);
export const put = <Answer>(path: string, body: unknown) => request<Answer>('PUT', path, body);
export const post = <Answer>(path: string, body: unknown) => request<Answer>('POST', path, body);
export const remove = <Answer = void>(path: string) => request<Answer>('DELETE', path);

async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
	for (const pause of [...PAUSES, undefined]) {
		try {
			return await once<Answer>(method, path, body);
		} catch (error) {
			if (!(error instanceof Problem && UNAVAILABLE.has(error.status)) || pause === undefined || method === 'POST' || isOffline()) throw error;
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}
	throw NO_CONTACT;
}

/** The phone knows that it has no network: nobody needs to wait for another try. */
const isOffline = () => navigator.onLine === false;

async function once<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS)
		});
	} catch {
		throw NO_CONTACT;
	}
	if (!response.ok) throw problemOf(response.status, await response.text());
	return response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);
}

/** The problem that an answer tells; also used for uploads, which do not go by `fetch`. */
export function problemOf(status: number, body: string): Problem {
	const problem = parse(body);
	if (problem.code === 'not-signed-in') onSignedOut();
	if (typeof problem.code !== 'string' || !problem.text) {
		return status >= 500 || status === 0 ? new Problem('no-contact', status || 503, NO_CONTACT.text) : unexpected(status);
	}
	return new Problem(problem.code, status, problem.text, problem.field ?? null, problem.fields ?? []);
}

/** What was thrown, as a problem: a fault of the app's own is logged and told as such, never as a lost network. */
export function problemIn(error: unknown): Problem {
	if (error instanceof Problem) return error;
	console.error(error);
	return unexpected(0);
}

const unexpected = (status: number) => new Problem('unexpected', status, { id: 'problem.unexpected', parameters: { trace: '' } });

function parse(body: string): Partial<ProblemDetail> {
	try {
		return JSON.parse(body) ?? {};
	} catch {
		return {};
	}
}
