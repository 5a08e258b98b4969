import { createContext } from 'svelte';
import type { Platform } from '../platform';
import type { Card } from '../protocol/Card';
import type { OwnBallot } from '../protocol/OwnBallot';
import type { Problem } from '../protocol/Problem';
import { Session } from '../session/session.svelte';
import type { Shelf } from '../session/outbox';
import { hasText, t } from '../words/words';
import { Drafts } from './drafts.svelte';
import { Lost } from './lost.svelte';
import { barred, type About, type Bar, type Deed } from './rights';

export type Tab = 'first' | 'cards' | 'board' | 'mine' | 'more';

/** Something that just happened, with at most one thing to do about it. */
export interface Notice {
  says: string;
  act?: { label: string; do: () => void };
}

/** Screens on which a whole board can be worked with. */
export const WIDE = 'width >= 900px';

const NOTICE_MS = 7_000;

/** Everything of this device: its part in the workshop, what it keeps, what it shows. */
export class Phone {
  readonly session: Session;
  readonly drafts: Drafts;
  readonly lost: Lost;
  tab = $state<Tab>('first');
  /** The card that lies open over the page. */
  card = $state<string | null>(null);
  notice = $state.raw<Notice | null>(null);
  /** Somebody is typing here just now: nothing may move. */
  typing = $state(false);
  #noticeEnds: ReturnType<typeof setTimeout> | undefined;

  constructor(platform: Platform, shelf: Shelf) {
    this.session = new Session(platform, shelf);
    this.session.scores.wanted = false;
    this.session.speaking.tidyWanted = false;
    this.drafts = new Drafts(shelf);
    this.lost = new Lost(shelf);
    this.session.listener = {
      lost: (step, problem, text) => {
        if (text !== undefined) this.lost.keep(step, problem, text);
        this.trouble(problem, text !== undefined);
      },
    };
  }

  /** Whose device this is. */
  get me(): string | null {
    return this.session.room.you.person;
  }

  /** Whether a card is this person's: by name, in private, or by a secret that this device keeps. */
  mine(card: Card): boolean {
    return (
      card.private === true ||
      (this.me !== null && card.creators.includes(this.me)) ||
      this.session.claims.secret(card.id) !== undefined
    );
  }

  /** What this person has given a card in the round that is open. */
  given(card: string): OwnBallot['values'] | null {
    return this.session.room.given.of(this.me, card);
  }

  /** The time of the phase is over. */
  get over(): boolean {
    return (this.session.agenda.left ?? 1) <= 0;
  }

  /** What keeps this person from doing something. */
  barred(deed: Deed, about?: About): Bar | null {
    const { agenda, room, readOnly } = this.session;
    const plan = agenda.current?.phase.plan ?? null;
    return barred(deed, { plan, over: plan !== null && this.over, floor: room.floor, readOnly }, about);
  }

  say(says: string, act?: Notice['act']): void {
    clearTimeout(this.#noticeEnds);
    this.notice = act ? { says, act } : { says };
    this.#noticeEnds = setTimeout(() => (this.notice = null), NOTICE_MS);
  }

  /** Something did not work; where words were in it, they are under “Mine”. */
  trouble(problem: Problem, words = false): void {
    const { says, out } = troubleSays(problem);
    const open = {
      label: t('lost-see'),
      do: () => {
        this.card = null;
        this.tab = 'mine';
      },
    };
    this.say(words ? says : `${says} ${out}`.trim(), words ? open : undefined);
  }
}

/** A problem in the host's words, or in the page's where only the page knows it. */
export function troubleSays({ code, says, way_out }: Problem): { says: string; out: string } {
  const own = `trouble-${code}`;
  return {
    says: says || (hasText(own) ? t(own) : t('trouble-unknown', { code })),
    out: way_out || (hasText(`${own}-out`) ? t(`${own}-out`) : ''),
  };
}

export const [usePhone, providePhone] = createContext<Phone>();
