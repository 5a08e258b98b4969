import type { Answer } from '../protocol/Answer';
import type { Desk } from '../protocol/Desk';
import type { Home } from '../protocol/Home';
import { HostProblem } from '../session/problem';
import type { Session } from '../session/session.svelte';

/** What a person chose about changes that are not in the file. */
export type UnsavedChoice = 'save' | 'discard' | 'stay';

/** Opening, saving and leaving canvases; in a browser a file comes by choosing and goes by download. */
export class Files {
  readonly #session: Session;
  readonly #trouble: (problem: HostProblem) => void;
  home = $state.raw<Home | null>(null);
  /** A canvas is being opened or made. */
  busy = $state(false);
  /** Leaving waits for this answer. */
  unsaved = $state.raw<((choice: UnsavedChoice) => void) | null>(null);

  constructor(session: Session, trouble: (problem: HostProblem) => void) {
    this.#session = session;
    this.#trouble = trouble;
  }

  async #do(desk: Desk): Promise<Answer | null> {
    try {
      return await this.#session.desk(desk);
    } catch (error) {
      if (!(error instanceof HostProblem)) throw error;
      this.#trouble(error);
      return null;
    }
  }

  async loadHome(): Promise<void> {
    const answer = await this.#do({ verb: 'home' });
    if (answer?.about === 'home') this.home = answer.home;
  }

  new(template: string, title: string): Promise<void> {
    return this.#change({ verb: 'new', template, title });
  }

  sample(): Promise<void> {
    return this.#change({ verb: 'sample' });
  }

  openPath(path: string): Promise<void> {
    return this.#change({ verb: 'open', path });
  }

  async open(): Promise<void> {
    if (this.#session.desktop) {
      await this.#change({ verb: 'open' });
      return;
    }
    const file = await chooseFile();
    if (file) await this.openFile(file);
  }

  /** A file that was chosen or dropped on the page. */
  async openFile(file: File): Promise<void> {
    await this.#change({ verb: 'open_text', name: file.name, text: await file.text() });
  }

  async forget(path: string): Promise<void> {
    await this.#do({ verb: 'forget', path });
    await this.loadHome();
  }

  async save(): Promise<boolean> {
    this.#session.writing.flush();
    if (this.#session.file?.path == null && !this.#session.desktop) return this.download();
    return (await this.#do({ verb: 'save' })) !== null;
  }

  async saveAs(): Promise<boolean> {
    this.#session.writing.flush();
    if (!this.#session.desktop) return this.download();
    return (await this.#do({ verb: 'save_as' })) !== null;
  }

  async download(): Promise<boolean> {
    const answer = await this.#do({ verb: 'download' });
    if (answer?.about !== 'text') return false;
    offer(answer.name, answer.text, 'application/json');
    return true;
  }

  async summary(format: 'html' | 'markdown'): Promise<void> {
    if (this.#session.desktop) {
      await this.#do({ verb: 'export_summary', format });
      return;
    }
    try {
      const answer = await this.#session.ask({ about: 'summary', format });
      if (answer.about === 'text')
        offer(answer.name, answer.text, format === 'html' ? 'text/html' : 'text/markdown');
    } catch (error) {
      if (error instanceof HostProblem) this.#trouble(error);
    }
  }

  /** Leaves the canvas for the first screen, asking about what is not saved. */
  async close(): Promise<void> {
    this.#session.writing.end();
    try {
      await this.#session.desk({ verb: 'close', discard: false });
    } catch (error) {
      if (!(error instanceof HostProblem)) throw error;
      if (error.problem.code !== 'unsaved') {
        this.#trouble(error);
        return;
      }
      const choice = await new Promise<UnsavedChoice>((resolve) => (this.unsaved = resolve));
      this.unsaved = null;
      if (choice === 'stay') return;
      if (choice === 'save' && !(await this.save())) return;
      await this.#do({ verb: 'close', discard: choice === 'discard' });
    }
    await this.loadHome();
  }

  async #change(desk: Desk): Promise<void> {
    this.busy = true;
    await this.#do(desk);
    this.busy = false;
  }
}

function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.atelier,.json,application/json';
    input.onchange = () => {
      resolve(input.files?.[0] ?? null);
    };
    input.oncancel = () => {
      resolve(null);
    };
    input.click();
  });
}

/** Hands a text to the browser as a file. */
function offer(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}
