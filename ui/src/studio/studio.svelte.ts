import { createContext } from 'svelte';
import type { Problem } from '../protocol/Problem';
import { Table } from '../board/table.svelte';
import { Guide } from '../leading/guide.svelte';
import { Reach } from '../sharing/reach.svelte';
import type { Session } from '../session/session.svelte';
import { Files } from './files.svelte';

export type Overlay = 'palette' | 'keys' | 'about' | 'feelings' | 'share' | 'round' | 'real';

/** Everything of this screen: its part in the workshop, its table, its files, what lies over them. */
export class Studio {
  readonly session: Session;
  readonly table: Table;
  readonly files: Files;
  readonly reach = new Reach();
  readonly guide: Guide;
  overlay = $state<Overlay | null>(null);

  /** Whether this screen offers the action with this id just now. */
  readonly offers: (action: string) => boolean;

  constructor(
    session: Session,
    trouble: (problem: Problem, text?: string) => void,
    offers: (action: string) => boolean = () => true,
  ) {
    this.session = session;
    this.offers = offers;
    this.table = new Table(this.session);
    this.guide = new Guide(this.table);
    this.files = new Files(this.session, (error) => {
      trouble(error.problem);
    });
  }
}

export const [useStudio, provideStudio] = createContext<Studio>();
