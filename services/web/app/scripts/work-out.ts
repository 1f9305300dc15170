/**
 * Works out cases and drafts with the app's own rules: the first line of the input is the rates, each further line a case or a
 * draft; a line of canonical JSON answers each. The tests hold the server's rules against it.
 */
import { createInterface } from 'node:readline';
import { worth } from '../src/rules/amounts.ts';
import { calculate, type Case } from '../src/rules/calculation.ts';
import { canonical } from '../src/rules/canonical.ts';
import { check } from '../src/rules/checks/table.ts';
import type { Draft, DriveLine, ReceiptTotal } from '../src/rules/draft.ts';
import type { RatePack } from '../src/rules/rates.ts';
import { momentOf, type Moment } from '../src/rules/time.ts';

/** Moments are told as ISO 8601 text. */
interface Asked {
	case?: Case;
	draft?: Draft;
	agreement: string | null;
	asked_at: Moment;
	home: string;
	workplace: string;
	drives_elsewhere: DriveLine[];
	receipts: Record<string, ReceiptTotal>;
}

const TIMES = new Set(['start', 'end', 'asked_at']);
const parse = (line: string): Asked => JSON.parse(line, (name, value: unknown) => (TIMES.has(name) && typeof value === 'string' ? momentOf(value) : value)) as Asked;

function answer(asked: Asked, rates: RatePack): unknown {
	if (asked.case) return calculate(asked.case, rates);
	const { draft, agreement } = asked;
	if (!draft) throw new Error('neither a case nor a draft');
	const { asked_at, home, workplace, drives_elsewhere, receipts } = asked;
	const worked = worth(draft, agreement, rates, new Map(Object.entries(receipts)));
	const findings = check({ draft, worth: worked, asked_at, rates, receipt_age_days_max: 90, home, workplace, drives_elsewhere });
	return { amounts: worked.amounts.map(({ id: _, ...amount }) => amount), remarks: worked.remarks, findings };
}

let rates: RatePack | undefined;
for await (const line of createInterface({ input: process.stdin })) {
	if (!rates) rates = JSON.parse(line) as RatePack;
	else process.stdout.write(`${canonical(answer(parse(line), rates))}\n`);
}
