import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './catalogues.ts';

export default defineConfig({
	plugins: [
		catalogues(),
		sveltekit({
			adapter: adapter({ fallback: 'index.html' }),
			// The services answer on the same origin; `npm run dev` forwards to a running `make run`.
			version: { pollInterval: 0 }
		})
	],
	server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
	test: { include: ['src/**/*.test.ts'] }
});
