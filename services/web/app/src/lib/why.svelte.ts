/** The amount that is asked about; one panel in the layout answers. */
import { openSheet } from '#lib/sheets.ts';
import type { Reasoned } from '#lib/why.ts';

export interface WhyAsked {
	/** What the amount is for. */
	title: string;
	lines: readonly Reasoned[];
	/** Given name of whose amount it is, when somebody else reads. */
	person?: string;
	/** It is a sum: its rows are the lines, each with reasons of its own. */
	isSum?: boolean;
	/** What is taken off the sum, and last what is left: that is the amount asked about. */
	settled?: readonly { what: string; amount: string; whole?: boolean }[];
}

let asked = $state.raw<WhyAsked>();

export const whyAsked = () => asked;

export function askWhy(about: WhyAsked) {
	asked = about;
	void openSheet('why');
}
