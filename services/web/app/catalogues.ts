/** Vite plugin: `virtual:texts/<language>` is the whole catalogue of a language, merged from `shared/texts/<language>/*.json`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:texts/';
const TEXTS = join(import.meta.dirname, '../../../shared/texts');

export function catalogues(): Plugin {
	return {
		name: 'kvittera-catalogues',
		resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
		load(id) {
			if (!id.startsWith(`\0${PREFIX}`)) return;
			const folder = join(TEXTS, id.slice(PREFIX.length + 1));
			const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
			const merged: Record<string, unknown> = {};
			for (const name of files) {
				this.addWatchFile(join(folder, name));
				Object.assign(merged, JSON.parse(readFileSync(join(folder, name), 'utf-8')));
			}
			// A string that the browser parses as JSON starts faster than an object literal of the same size.
			return `export default JSON.parse(${JSON.stringify(JSON.stringify(merged))});`;
		}
	};
}
