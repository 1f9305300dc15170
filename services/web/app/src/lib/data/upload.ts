/** One file to the server, as it is. */
import { problemOf } from '#lib/api/client.ts';
import { countryHere } from '#lib/country.ts';

const WITHIN_MS = 120_000;

interface Sent {
	name: string;
	type: string;
	blob: Blob;
	/** One of many that were chosen at once: nobody waits for this one. */
	bulk?: boolean;
}

/** `XMLHttpRequest`, for `fetch` cannot tell how much of the body has gone. `tell` gets 0 to 1. */
export function upload(path: string, file: Sent, tell: (progress: number) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const country = countryHere();
		request.open('PUT', path);
		request.setRequestHeader('Content-Type', file.type);
		request.setRequestHeader('Kvittera-File-Name', encodeURIComponent(file.name));
		if (country) request.setRequestHeader('Kvittera-Country', country);
		if (file.bulk) request.setRequestHeader('Kvittera-Bulk', '1');
		request.upload.onprogress = (event) => event.lengthComputable && tell(event.loaded / event.total);
		request.onload = () => (request.status < 300 ? resolve() : reject(problemOf(request.status, request.responseText)));
		request.onerror = request.ontimeout = () => reject(problemOf(0, ''));
		request.timeout = WITHIN_MS;
		request.send(file.blob);
	});
}
