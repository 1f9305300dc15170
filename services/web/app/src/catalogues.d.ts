/** Made by `catalogues.ts` at build time. */
declare module 'virtual:texts/*' {
	const catalogue: import('./lib/texts.ts').Catalogue;
	export default catalogue;
}
