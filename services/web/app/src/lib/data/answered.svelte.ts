/** What the person has said of a receipt that only this phone needs to remember: “the picture is fine”. */
const KEY = 'kvittera.answered';
const KEPT_MAX = 200;

function read(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return Array.isArray(kept) ? kept.map(String) : [];
	} catch {
		return [];
	}
}

let answers = $state.raw(read());

/** `question` names it with the receipt: `advice:<id>`. */
export const isAnswered = (question: string): boolean => answers.includes(question);

export function answer(question: string): void {
	answers = [...answers.filter((one) => one !== question), question].slice(-KEPT_MAX);
	localStorage.setItem(KEY, JSON.stringify(answers));
}
