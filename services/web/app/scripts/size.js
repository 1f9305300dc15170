/**
 * What the first visit to Home fetches, compressed: page, scripts, styles and one language. Fails above the limit.
 * Counts what the pages import statically; what is imported when needed (other pages, the other language) is not.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT = 150_000;
const BUILD = join(import.meta.dirname, '../build');
const APP = '_app/immutable';
const packed = (file) => statSync(join(BUILD, `${file}.br`)).size;
const read = (file) => readFileSync(join(BUILD, file), 'utf-8');

const html = read('index.html');
const seen = new Set();
function follow(file) {
	if (seen.has(file)) return;
	seen.add(file);
	if (!file.endsWith('.js')) return;
	const folder = file.slice(0, file.lastIndexOf('/'));
	for (const [, path] of read(file).matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) follow(join(folder, path));
}

for (const [, path] of html.matchAll(/["'(]\/?(_app\/immutable\/[^"')]+\.(?:js|css))["')]/g)) follow(path);
// The frame of all pages is node 0; Home is the node that speaks of what is on its way.
const named = (folder, has) => readdirSync(join(BUILD, APP, folder)).filter((name) => has(`${APP}/${folder}/${name}`));
const home = named('nodes', (file) => file.endsWith('.js') && read(file).includes('app.home.on-the-way-pay-day'));
if (home.length !== 1) throw new Error('which node is Home?');
for (const number of ['0', home[0].split('.')[0]]) {
	for (const folder of ['nodes', 'assets']) {
		for (const name of named(folder, (file) => new RegExp(`/${number}\\.[\\w-]+\\.(js|css)$`).test(file))) follow(`${APP}/${folder}/${name}`);
	}
}
const [swedish] = named('chunks', (file) => file.endsWith('.js') && read(file).includes('"app.nav.home":"Hem"'));
if (!swedish) throw new Error('no chunk with the Swedish texts');
follow(`${APP}/chunks/${swedish}`);

const files = [...seen].map((file) => ({ file, size: packed(file) })).sort((a, b) => b.size - a.size);
const total = packed('index.html') + files.reduce((sum, one) => sum + one.size, 0);
for (const { file, size } of files) console.log(String(size).padStart(7), file);
console.log(String(total).padStart(7), `in all, of at most ${LIMIT}`);
if (total > LIMIT) process.exit(1);
