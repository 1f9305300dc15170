/**
 * Lets the app open without network, from the first visit on: the page and all its files, whose names change with their
 * content, are kept (a quarter of a megabyte on the way). Answers of the services are kept elsewhere (`lib/data`), never here.
 */
/// <reference lib="webworker" />
import { immutable } from '$app/manifest';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const FILES = 'files';
const PAGE = '/';
const NEVER_CHANGES = '/_app/immutable/';
/** Files of older versions are let go of when there are more than this. */
const FILES_MAX = 400;
const PAGE_WITHIN_MS = 4000;

// A worker that may not fetch would take every file down with it: then it does not install, and the app goes on without.
worker.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (request.mode === 'navigate' && !pathname.startsWith('/api/')) event.respondWith(page(event));
	else if (pathname.startsWith(NEVER_CHANGES)) event.respondWith(file(event));
});

/** The page and those of its files that are not kept yet. */
async function keepAll(): Promise<void> {
	const cache = await caches.open(FILES);
	const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
	const paths = immutable.map(({ path }) => new URL(path, worker.location.origin).pathname);
	await cache.addAll([PAGE, ...paths.filter((path) => !kept.has(path))]);
}

/** From the server when it answers in time, else as it was last time. */
async function page(event: FetchEvent): Promise<Response> {
	try {
		const response = await fetch(event.request, { signal: AbortSignal.timeout(PAGE_WITHIN_MS) });
		if (response.headers.get('content-type')?.startsWith('text/html')) keep(event, PAGE, response);
		return response;
	} catch (error) {
		const kept = await caches.match(PAGE);
		if (kept) return kept;
		throw error;
	}
}

async function file(event: FetchEvent): Promise<Response> {
	const kept = await caches.match(event.request);
	if (kept) return kept;
	const response = await fetch(event.request);
	keep(event, event.request, response);
	return response;
}

/** Keep a copy beside the answer; a full phone or a private window must not cost the page. */
function keep(event: FetchEvent, key: RequestInfo, response: Response): void {
	if (response.status !== 200) return;
	const copy = response.clone();
	const put = async () => {
		const cache = await caches.open(FILES);
		await cache.put(key, copy);
		const keys = await cache.keys();
		await Promise.all(keys.slice(0, Math.max(0, keys.length - FILES_MAX)).map((old) => cache.delete(old)));
	};
	event.waitUntil(put().catch(() => {}));
}
