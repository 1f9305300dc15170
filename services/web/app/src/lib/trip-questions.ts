/** What must be answered about a trip before it can be handed in, and which of it is said aloud. */
import type { Claim, Finding } from '#lib/api/types.ts';
import { isNotYet } from '#lib/findings.ts';
import { isAnswered } from '#lib/meals.ts';
import { BLANK, type TripDay, type TripEntry } from '#lib/trip.ts';

/** The finding by the name of its field: `trip.purpose`, `trip.meals.2026-10-06`. */
export type Questions = ReadonlyMap<string, Finding>;

/** A field that has changed since `seen`, the trip that the findings are about, is left out until it is looked at again. */
export function openQuestions(findings: Claim['findings'], seen: TripEntry | null, draft: TripEntry): Questions {
	const open = findings.filter(({ level, field }) => level === 'stop' && field?.startsWith('trip.') && answerTo(field, seen ?? BLANK) === answerTo(field, draft));
	return new Map(open.reverse().map((finding) => [finding.field!, finding])); // the first word about a field is the one that counts
}

function answerTo(field: string, trip: TripEntry): string {
	const [, name, date] = field.split('.');
	const meals = trip.meals.find((day) => day.date === date);
	if (name === 'meals') return [meals?.breakfast, meals?.lunch, meals?.dinner].join();
	if (name === 'nights') return trip.nights.find((night) => night.night_of === date)?.paid_by ?? '';
	return String(trip[name as keyof TripEntry] ?? '');
}

/** What is said beside a field: what is only not there yet is said where the person has been, or has wanted to go on. */
export function saidOf(questions: Questions, been: ReadonlySet<string>, field: string): Finding['text'] | undefined {
	const finding = questions.get(field);
	return finding && (!isNotYet(finding) || been.has(field)) ? finding.text : undefined;
}

/** A day or a night waits for an answer that an earlier trip may give. */
export const waitForAnswers = (questions: Questions, days: readonly TripDay[]): boolean =>
	days.some((day) => !isAnswered(day) || (day.night && !day.night.paid_by)) && [...questions.keys()].some((field) => /^trip\.(meals|nights)\./.test(field));
