/** Findings and the words that answer them. */
import type { Finding } from '#lib/api/types.ts';

/** `<check>:<line>` or `<check>`, as a submission takes the answers to warnings. */
export const keyOf = (finding: Pick<Finding, 'check' | 'line_id'>): string => (finding.line_id ? `${finding.check}:${finding.line_id}` : finding.check);

/** Nothing is handed in before a warning has words for whoever decides. */
export const isUnanswered = (finding: Pick<Finding, 'check' | 'line_id' | 'level' | 'reason'>, reasons: Readonly<Record<string, string>> = {}): boolean =>
	finding.level === 'warn' && !(reasons[keyOf(finding)] ?? finding.reason ?? '').trim();

/** Findings of one check that say and propose the same of several lines stand together, where the first of them stood. */
export function alike<One extends Pick<Finding, 'check' | 'text' | 'mend'>>(findings: readonly One[]): One[][] {
	const groups = new Map<string, One[]>();
	for (const one of findings) {
		const says = JSON.stringify([one.check, one.text, one.mend]);
		groups.set(says, [...(groups.get(says) ?? []), one]);
	}
	return [...groups.values()];
}

/** Warnings that one answer can answer: of several lines, and about each the same. */
export const answeredTogether = (findings: readonly Finding[]): Finding[][] => alike(findings.filter((one) => one.level === 'warn')).filter((group) => group.length > 1);

/** A receipt that is being read: some seconds, and nothing for the person to do. */
export const isWait = (finding: Pick<Finding, 'check'>): boolean => finding.check === 'receipt-being-read';

/** The person has to mend it before anything is handed in. */
export const isToMend = (finding: Pick<Finding, 'check' | 'level'>): boolean => finding.level === 'stop' && !isWait(finding);

/** Nothing is wrong, it is only not there yet: said once the person has been there, or wants to go on. */
const NOT_YET = new Set(['trip-destination-missing', 'trip-purpose-missing', 'trip-time-missing', 'trip-future', 'meals-not-answered', 'lodging-unknown']);
export const isNotYet = (finding: Pick<Finding, 'check'>): boolean => NOT_YET.has(finding.check);

/** Said at the line itself: what has to be answered, and what one tap takes. */
export const isSaidAtLine = (finding: Pick<Finding, 'check' | 'level' | 'mend'>): boolean => !isWait(finding) && (finding.level !== 'info' || finding.mend !== null);
