/** Every address that the app calls, in one place. */
import type { FileFormat, Id } from './types.ts';

export const SESSION = '/session';
export const SIGN_IN = '/sign-in';
export const LIVE = '/live';

const RECEIPTS = '/api/receipts/receipts';
export const receipt = (id: Id) => `${RECEIPTS}/${id}`;
export const picture = (id: Id) => `${RECEIPTS}/${id}/picture`;
export const original = (id: Id) => `${RECEIPTS}/${id}/original`;
export const originalPage = (id: Id, number: number) => `${original(id)}?page=${number}`;
export const pageOf = (id: Id, page: Id) => `${RECEIPTS}/${id}/pages/${page}`;
export const separation = (id: Id) => `${RECEIPTS}/${id}/separation`;
export const furtherPicture = (id: Id, index: number) => `${RECEIPTS}/${id}/further/${index}/picture`;
export const correction = (id: Id, correction: Id) => `${RECEIPTS}/${id}/corrections/${correction}`;

export const readingReport = (days: number) => `/api/receipts/reading/report?days=${days}`;
export const MERCHANTS = '/api/receipts/merchants';
export const merchant = (id: Id) => `${MERCHANTS}/${id}`;
export const lesson = (id: Id, lesson: Id) => `${MERCHANTS}/${id}/lessons/${lesson}`;
export const lessonsThatSay = (id: Id, topic: string, said: string) => `${MERCHANTS}/${id}/lessons?${new URLSearchParams({ topic, said })}`;

export const RATES = '/api/claims/rates';
export const RATE_CHANGES = `${RATES}/changes`;
export const trial = (id: Id) => `${RATES}/trials/${id}`;
export const rateChange = (id: Id) => `${RATE_CHANGES}/${id}`;

export const CODING_PLAN = '/api/directory/coding-plan';
export const PEOPLE = '/api/directory/people';

export const KINDS = '/api/claims/kinds';
export const KNOWN = '/api/claims/known';
export const codes = (dimension: string, on: string, search: string) => `/api/claims/codes?${new URLSearchParams({ dimension, on, search })}`;
export const ratePack = (version: string) => `/api/claims/rate-packs/${version}`;
export const CLAIMS = '/api/claims/claims';
export const claim = (id: Id) => `${CLAIMS}/${id}`;
export const trip = (id: Id) => `${CLAIMS}/${id}/trip`;
export const line = (id: Id, line: Id) => `${CLAIMS}/${id}/lines/${line}`;
export const MY_ADVANCES = '/api/claims/advances';
export const submission = (id: Id) => `${CLAIMS}/${id}/submission`;
export const withdrawal = (id: Id) => `${CLAIMS}/${id}/withdrawal`;

export const INBOX = '/api/approvals/inbox';
export const INBOX_COUNT = '/api/approvals/inbox/count';
export const caseOf = (claim: Id) => `/api/approvals/cases/${claim}`;
export const decision = (claim: Id, decision: Id) => `/api/approvals/cases/${claim}/decisions/${decision}`;

export const OVERVIEW = '/api/payroll_export/overview';
export const PREVIEW = '/api/payroll_export/batches/preview';
export const BATCHES = '/api/payroll_export/batches';
export const batch = (id: Id) => `${BATCHES}/${id}`;
export const batchFile = (id: Id, format: FileFormat) => `${BATCHES}/${id}/files/${format}`;
/** The lines that a sum is made of; `of` is a batch, or the preview. */
export const payLines = (of: string, per: 'type' | 'person', key?: string) => `${of}/lines?${new URLSearchParams({ per, ...(key !== undefined && { key }) })}`;
export const ADVANCES = '/api/payroll_export/advances';
export const advance = (id: Id) => `${ADVANCES}/${id}`;
export const EMPLOYEES = '/api/payroll_export/employees';
export const voiding = (id: Id) => `${BATCHES}/${id}/voiding`;
