import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './catalogues.ts';

export default defineConfig({
	plugins: [
		catalogues(),
		sveltekit({
			adapter: adapter({ fallback: 'index.html', precompress: true }),
			version: { pollInterval: 0 }
		})
	],
	// The services answer on the same origin as the app; `npm run dev` asks those of a running `make run`.
	server: { proxy: Object.fromEntries(['/api', '/session', '/sign-in', '/live'].map((path) => [path, 'http://127.0.0.1:8080'])) },
	// A slow machine is no fault of the app's.
	build: { rolldownOptions: { checks: { bundlerTimings: false } } },
	test: { include: ['src/**/*.test.ts'] }
});
