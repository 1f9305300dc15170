/** What the services answer, as `services/<service>/schemas.py` says it. Amounts in öre, distances in hectometres. */
import type { Parameters, Text } from '#lib/texts.ts';

export type Id = string;
/** ISO date, `2026-10-06`. */
export type DateText = string;
/** ISO time with zone. */
export type Moment = string;

// ---- web
export interface SignInPage {
	demo: boolean;
	organisation: string;
	people: { id: Id; name: string; title: string; unit_name: string; roles: string[]; manages: boolean }[];
}
export interface Session {
	person_id: Id;
	name: string;
	given_name: string;
	language: 'sv' | 'en';
	roles: string[];
	employments: Id[];
	demo: boolean;
	organisation: string;
}
export interface Hint {
	service: string;
	thing: string;
	id: Id;
	version: number;
	state: string;
}

// ---- receipts
export interface VatRow {
	/** Per cent. */
	rate: number;
	net_ore: number;
	vat_ore: number;
}
export interface ReceiptFields {
	merchant?: string | null;
	organisation_number?: string | null;
	date?: DateText | null;
	/** In hundredths of `currency`. */
	total?: number | null;
	currency?: string | null;
	vat?: VatRow[] | null;
	card_last4?: string | null;
	kind?: string | null;
}
export type ReceiptField = keyof ReceiptFields;
export interface FieldRead {
	sure_per_mille: number;
	/** Left, top, width, height as fractions of the picture. */
	box: [number, number, number, number] | null;
}
export interface Receipt {
	id: Id;
	version: number;
	state: 'reading' | 'read' | 'unreadable' | 'discarded';
	problem: string | null;
	file_name: string;
	media_type: string;
	bytes: number;
	added_at: Moment;
	picture_ready: boolean;
	fields: ReceiptFields;
	read: ReceiptFields | null;
	sure: Partial<Record<ReceiptField, FieldRead>>;
	corrected: ReceiptField[];
	doubtful: ReceiptField[];
	duplicate_of: Id | null;
}
export interface ReceiptList {
	receipts: Receipt[];
	next: string | null;
}

// ---- claims
export type ClaimState = 'draft' | 'submitted' | 'withdrawing' | 'returned' | 'rejected' | 'approved' | 'exported' | 'paid';
export type ClaimKind = 'expense' | 'trip' | 'drives';
export type Meal = 'breakfast' | 'lunch' | 'dinner';
export type MealAnswer = 'none' | 'provided' | 'hotel_breakfast' | 'representation';
export type PaidBy = 'employer' | 'private' | 'employee_receipt';
export type Vehicle = 'own_car' | 'company_car_other_fuel' | 'company_car_electric';
export interface DayMeals {
	date: DateText;
	breakfast: MealAnswer | null;
	lunch: MealAnswer | null;
	dinner: MealAnswer | null;
}
export interface Night {
	night_of: DateText;
	paid_by: PaidBy | null;
}
export interface TripDraft {
	base_version: number;
	destination: string;
	purpose: string;
	start: Moment | null;
	end: Moment | null;
	over_50_km: boolean;
	meals: DayMeals[];
	nights: Night[];
}
export interface Trip extends TripDraft {
	version: number;
}
export interface ExpenseDraft {
	kind: 'expense';
	base_version: number;
	receipt_id: Id | null;
	lost_receipt_reason: string | null;
	expense_kind: string | null;
	merchant: string;
	date: DateText | null;
	amount_ore: number | null;
	vat: VatRow[];
	purpose: string;
}
export interface DriveDraft {
	kind: 'drive';
	base_version: number;
	date: DateText | null;
	from_place: string;
	to_place: string;
	distance_hm: number | null;
	vehicle: Vehicle | null;
	purpose: string;
}
export type LineDraft = ExpenseDraft | DriveDraft;
export type Expense = ExpenseDraft & { id: Id; version: number };
export type Drive = DriveDraft & { id: Id; version: number };
export type Line = Expense | Drive;
export interface Reason {
	text: Text;
	amount_ore: number | null;
}
export interface ClaimLine {
	id: Id;
	type: string;
	date: DateText;
	title: Text;
	amount_ore: number;
	tax_free_ore: number;
	taxable_ore: number;
	quantity: string | null;
	unit_price_ore: number | null;
	distance_hm: number | null;
	vat: VatRow[];
	reasons: Reason[];
	source: Text | null;
	note: string | null;
	evidence: { receipt_id: Id; read: ReceiptFields | null; corrected: string[] } | null;
	dimensions: Record<string, string>;
	reverses: Id | null;
}
export interface Finding {
	check: string;
	level: 'stop' | 'warn' | 'info';
	text: Text;
	line_id: Id | null;
	field: string | null;
	mend: string | null;
	reason: string | null;
}
export interface Remark {
	reason: string;
	line_id: Id | null;
	field: string | null;
	words: string;
}
export interface TimelineStep {
	text: Text;
	at: Moment;
	by: string | null;
	remark: Remark | null;
}
export interface Ahead {
	text: Text;
	you: boolean;
	since: Moment | null;
}
export interface Claim {
	id: Id;
	number: string | null;
	kind: ClaimKind;
	title: string;
	state: ClaimState;
	version: number;
	employment_id: Id;
	editable: boolean;
	trip: Trip | null;
	lines: Line[];
	amounts: ClaimLine[];
	remarks: Text[];
	findings: Finding[];
	total_ore: number;
	tax_free_ore: number;
	taxable_ore: number;
	approver_name: string | null;
	pay_day: DateText | null;
	timeline: TimelineStep[];
	ahead: Ahead[];
	returned: Remark | null;
}
export interface ClaimSummary {
	id: Id;
	number: string | null;
	kind: ClaimKind;
	title: string;
	state: ClaimState;
	version: number;
	total_ore: number;
	updated_at: Moment;
	first_date: DateText | null;
	last_date: DateText | null;
	receipt_ids: Id[];
	ahead: Ahead[];
	returned: Remark | null;
}
export interface ClaimList {
	claims: ClaimSummary[];
	next: string | null;
}
export interface Kind {
	id: string;
	text: Text;
	icon: string;
}
export interface Employment {
	id: Id;
	employee_number: string;
	title: string;
	unit_name: string;
	home: string;
	workplace: string;
	vehicle: Vehicle;
	approver_name: string | null;
}
export interface Known {
	person_id: Id;
	name: string;
	given_name: string;
	employments: Employment[];
	purposes: string[];
	places: string[];
}

// ---- approvals
export type CaseState = 'open' | 'deciding' | 'approved' | 'returned' | 'rejected' | 'withdrawn';
export type ReturnReason = 'amount' | 'purpose' | 'receipt' | 'distance' | 'meals' | 'private' | 'other';
export interface CaseSummary {
	claim_id: Id;
	version: number;
	number: string;
	kind: ClaimKind;
	title: string;
	person_name: string;
	unit_name: string;
	total_ore: number;
	submitted_at: Moment;
	deviations: number;
	/** Id of the text that says it. */
	first_deviation: string | null;
	first_deviation_parameters: Parameters;
	state: CaseState;
}
export interface Decision {
	id: Id;
	claim_id: Id;
	version: number;
	decision: 'approve' | 'return' | 'reject';
	person_name: string;
	total_ore: number;
	decided_at: Moment;
	takes_effect_at: Moment;
	seconds_left: number;
	state: 'pending' | 'effective' | 'undone';
}
export interface Inbox {
	look_at: CaseSummary[];
	nothing_to_remark: CaseSummary[];
	just_decided: Decision[];
}
export interface ClaimDocument {
	claim_id: Id;
	number: string;
	version: number;
	kind: ClaimKind;
	title: string;
	person_id: Id;
	person_name: string;
	unit_name: string;
	trip: { destination: string; purpose: string; start: Moment; end: Moment; over_50_km: boolean } | null;
	lines: ClaimLine[];
	findings: Finding[];
	checks_passed: string[];
	total_ore: number;
	submitted_at: Moment;
}
export interface Case {
	claim: ClaimDocument;
	state: CaseState;
	waiting_for: string | null;
	may_decide: boolean;
	decision: Decision | null;
	earlier: CaseSummary[];
	changed_lines: Id[];
	next_claim_id: Id | null;
	position: number;
	count: number;
}
export interface NewDecision {
	version: number;
	decision: Decision['decision'];
	reason?: ReturnReason;
	line_id?: Id;
	field?: string;
	words?: string;
}

// ---- payroll_export
export type FileFormat = 'paxml' | 'csv';
export interface Count {
	claims: number;
	lines: number;
	amount_ore: number;
}
export interface ExceptionRow {
	line_id: Id;
	claim_number: string;
	person_name: string;
	amount_ore: number;
	text: Text;
}
export interface BatchSummary {
	id: Id;
	number: number;
	sealed_at: Moment;
	sealed_by_name: string;
	claims: number;
	lines: number;
	amount_ore: number;
	voided_at: Moment | null;
}
export interface Overview {
	all_in: Count;
	ready: Count;
	waiting: Count;
	exceptions: Count;
	adds_up: boolean;
	waiting_with: { approver_name: string | null; claims: number; amount_ore: number }[];
	exception_rows: ExceptionRow[];
	batches: BatchSummary[];
}
export interface SumRow {
	label: string;
	lines: number;
	amount_ore: number;
}
export interface Preview {
	next_number: number;
	claims: number;
	lines: number;
	amount_ore: number;
	vat_ore: number;
	per_type: SumRow[];
	per_person: SumRow[];
	exceptions: ExceptionRow[];
	fingerprint: string;
}
export interface BatchFile {
	format: FileFormat;
	name: string;
	bytes: number;
	sha256: string;
	rows: number;
	amount_ore: number;
}
export interface Batch extends BatchSummary {
	vat_ore: number;
	per_type: SumRow[];
	per_person: SumRow[];
	files: BatchFile[];
	downloads: { format: FileFormat; at: Moment; by_name: string }[];
	voided_by_name: string | null;
	void_reason: string | null;
}
