/** Light, dark, or as the system has it; kept on this phone. */
export type Theme = 'auto' | 'light' | 'dark';
const KEY = 'kvittera.theme';

let chosen = $state<Theme>((localStorage.getItem(KEY) as Theme | null) ?? 'auto');

export const theme = (): Theme => chosen;

export function applyTheme(): void {
	if (chosen === 'auto') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(theme: Theme): void {
	chosen = theme;
	if (theme === 'auto') localStorage.removeItem(KEY);
	else localStorage.setItem(KEY, theme);
	applyTheme();
}
