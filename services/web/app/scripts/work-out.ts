/**
 * Works out cases with the app's own rules: the first line of the input is the rates, each further line a case; a line of
 * canonical JSON answers each. The tests hold the server's rules against it.
 */
import { createInterface } from 'node:readline';
import { calculate, type Case } from '../src/rules/calculation.ts';
import { canonical } from '../src/rules/canonical.ts';
import type { RatePack } from '../src/rules/rates.ts';
import { momentOf, type Moment } from '../src/rules/time.ts';

/** Moments are told as ISO 8601 text. */
type Told<Value> = { [Field in keyof Value]: Field extends 'start' | 'end' ? string : Value[Field] };
type ToldTrip = Told<Omit<NonNullable<Case['trip']>, 'stays'>> & { stays: { country: string; start: string; end: string }[] };
type ToldCase = Omit<Case, 'trip'> & { trip: ToldTrip | null };

const moments = <Span extends { start: string; end: string }>(span: Span): Omit<Span, 'start' | 'end'> & { start: Moment; end: Moment } => ({
	...span,
	start: momentOf(span.start),
	end: momentOf(span.end)
});
const caseOf = (told: ToldCase): Case => ({ ...told, trip: told.trip && { ...moments(told.trip), stays: told.trip.stays.map(moments) } });

let rates: RatePack | undefined;
for await (const line of createInterface({ input: process.stdin })) {
	if (!rates) rates = JSON.parse(line) as RatePack;
	else process.stdout.write(`${canonical(calculate(caseOf(JSON.parse(line) as ToldCase), rates))}\n`);
}
