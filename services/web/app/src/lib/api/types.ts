/**
 * What the services take and answer, in the app's names. The shapes are generated from the services' own descriptions
 * (`make generate`), so that a changed schema fails `npm run check` here. Amounts in öre, distances in hectometres.
 */
import type * as approvals from './generated/approvals.ts';
import type * as claims from './generated/claims.ts';
import type * as directory from './generated/directory.ts';
import type * as payroll from './generated/payroll_export.ts';
import type * as receipts from './generated/receipts.ts';
import type * as web from './generated/web.ts';

/** An answer has all its fields, also those that may be left out of what is sent. */
type Whole<Answer> = { [Field in keyof Answer]-?: Whole<Answer[Field]> };

export type Id = string;
/** ISO date, `2026-10-06`. */
export type DateText = string;

// ---- web
export type SignInPage = web.SignInPage;
export type Session = web.SessionView;
/** Told over the event stream, which OpenAPI does not describe. */
export interface Hint {
	service: string;
	thing: string;
	id: Id;
	version: number;
	state: string;
}

// ---- receipts
export type Receipt = Whole<receipts.ReceiptView>;
export type ReceiptList = Whole<receipts.ReceiptList>;
/** What a receipt says, or what a person says that it says: then only what was touched. */
export type ReceiptFields = receipts.FieldsSaid;
/** What can be in doubt and is asked about. */
export type ReceiptField = Receipt['doubtful'][number];
export type Correction = receipts.Correction;
export type Separation = receipts.Separation;
export type FieldRead = Receipt['sure'][string];
export type Further = Receipt['further'][number];
export type ReadingReport = Whole<receipts.ReadingReport>;
export type FieldReport = ReadingReport['fields'][number];
export type Worst = ReadingReport['worst'][number];
export type MerchantEntry = Whole<receipts.MerchantView>;
export type MerchantList = Whole<receipts.MerchantList>;
export type MerchantDetail = Whole<receipts.MerchantDetail>;
export type Lesson = MerchantDetail['lessons'][number];

// ---- directory
export type CodingPlan = Whole<directory.CodingPlan>;
export type Person = Whole<directory.PersonView>;

// ---- claims
export type Claim = Whole<claims.ClaimView>;
export type ClaimSummary = Whole<claims.ClaimSummary>;
export type ClaimList = Whole<claims.ClaimList>;
export type ClaimState = Claim['state'];
export type ClaimKind = Claim['kind'];
export type Trip = Whole<claims.TripView>;
export type TripDraft = Whole<claims.TripDraft>;
export type DayMeals = Whole<claims.DayMeals>;
export type Meal = Exclude<keyof DayMeals, 'date'>;
export type MealAnswer = NonNullable<DayMeals[Meal]>;
export type Stay = claims.Stay;
export type Night = Whole<claims.Night>;
export type PaidBy = NonNullable<Night['paid_by']>;
export type ExpenseDraft = Whole<claims.ExpenseDraft>;
export type LineDraft = ExpenseDraft | Whole<claims.DriveDraft>;
export type Expense = Whole<claims.ExpenseView>;
export type Drive = Whole<claims.DriveView>;
export type Line = Expense | Drive;
export type ClaimLine = Whole<claims.ClaimLine>;
export type BookedOn = Expense['booked_on'][number];
export type CodeList = Whole<claims.CodeList>;
export type Finding = Whole<claims.Finding>;
export type Remark = Whole<claims.Remark>;
export type NewClaim = claims.NewClaim;
export type Submission = claims.Submission;
export type Withdrawal = claims.Withdrawal;
export type Kind = Whole<claims.KindView>;
export type Known = Whole<claims.Known>;
export type KnownDrive = Known['drives'][number];
export type KnownTrip = Known['trips'][number];
export type Rates = Whole<claims.Rates>;
export type RateSeries = Rates['series'][number];
export type RateRow = NonNullable<RateSeries['now']>;
export type RateChange = Whole<claims.RateChangeView>;
export type RateChanges = Whole<claims.RateChanges>;
export type NewRateChange = claims.NewRateChange;
export type Trial = Whole<claims.Trial>;
export type NewTrial = claims.NewTrial;
export type MyAdvance = Whole<claims.Advance>;
export type Vehicle = Known['employments'][number]['vehicle'];

// ---- approvals
export type Inbox = Whole<approvals.Inbox>;
export type InboxCount = approvals.InboxCount;
export type Case = Whole<approvals.CaseView>;
export type CaseSummary = Whole<approvals.CaseSummary>;
export type ClaimDocument = Whole<approvals.ClaimDocument>;
export type Decision = Whole<approvals.DecisionView>;
/** The words may be left out. */
export type NewDecision = Omit<approvals.NewDecision, 'words'> & Partial<Pick<approvals.NewDecision, 'words'>>;
export type ReturnReason = NonNullable<NewDecision['reason']>;

// ---- payroll_export
export type Overview = Whole<payroll.Overview>;
export type Preview = Whole<payroll.Preview>;
export type SumRow = payroll.SumRow;
export type ExceptionRow = Whole<payroll.ExceptionRow>;
export type PayLine = Whole<payroll.PayLine>;
export type PayLineList = Whole<payroll.PayLineList>;
export type BatchSummary = Whole<payroll.BatchSummary>;
export type BatchList = Whole<payroll.BatchList>;
export type Batch = Whole<payroll.BatchView>;
export type FileFormat = Batch['files'][number]['format'];
export type Advance = Whole<payroll.AdvanceView>;
export type NewAdvance = payroll.AdvanceInput;
export type Employee = payroll.EmployeeView;
export type Sealing = payroll.Sealing;
export type Voiding = payroll.Voiding;
