/** Findings and the words that answer them. */
import type { Finding } from '#lib/api/types.ts';

/** `<check>:<line>` or `<check>`, as a submission takes the answers to warnings. */
export const keyOf = (finding: Pick<Finding, 'check' | 'line_id'>): string => (finding.line_id ? `${finding.check}:${finding.line_id}` : finding.check);

/** Nothing is handed in before a warning has words for whoever decides. */
export const isUnanswered = (finding: Pick<Finding, 'check' | 'line_id' | 'level' | 'reason'>, reasons: Readonly<Record<string, string>> = {}): boolean =>
	finding.level === 'warn' && !(reasons[keyOf(finding)] ?? finding.reason ?? '').trim();
