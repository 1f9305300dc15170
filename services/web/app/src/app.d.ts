declare global {
	namespace App {
		interface PageState {
			/** Name of the sheet that lies open over the page; back closes it. */
			sheet?: string;
		}
	}
}

export {};
