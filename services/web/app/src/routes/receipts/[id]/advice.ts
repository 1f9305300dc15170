/** What is wrong with a picture that could be read all the same, as long as the person has not said that it is fine. */
import type { Receipt } from '#lib/api/types.ts';
import { answer, isAnswered } from '#lib/data/answered.svelte.ts';
import { knows } from '#lib/language.svelte.ts';

/** With a further picture it is another question. */
const asked = (code: string, receipt: Receipt) => `${code}:${receipt.id}:${receipt.pages.length}`;

export const openAdvice = (receipt: Receipt): string[] => receipt.advice.filter((code) => knows(`reading.${code}`) && !isAnswered(asked(code, receipt)));
export const isFine = (code: string, receipt: Receipt): void => answer(asked(code, receipt));
