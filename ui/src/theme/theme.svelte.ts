export type Theme = 'system' | 'light' | 'dark';

const KEY = 'atelier.theme';

function stored(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Light, dark, or as the system has it; kept on this device. */
class ThemeChoice {
  choice = $state<Theme>(stored());

  constructor() {
    this.#show();
  }

  choose(theme: Theme): void {
    this.choice = theme;
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
    this.#show();
  }

  #show(): void {
    if (this.choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.choice;
  }
}

export const theme = new ThemeChoice();
