import { createContext, tick, untrack } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';
import type { Card } from '../protocol/Card';
import type { Line } from '../protocol/Line';
import type { Session } from '../session/session.svelte';
import { cellKey } from '../session/canvas.svelte';
import {
  arrange,
  cellArea,
  CARD_WIDTH,
  layCell,
  PICTURE,
  placeOf,
  type Area,
  type Arrangement,
  type Block,
  type Placed,
  type Sheet,
} from './arrangement';
import { fit, keepInSight, panBy, reveal, zoomAt, type Camera } from './camera';
import type { Landing, Spot } from './landing';
import { Lens } from './lens.svelte';
import { HIDDEN_LINES } from './peek';
import { browserRuler, setText, type Ruler, type Setting } from './measure';

/** The width of a card's text, and what stands around it: padding, gap, foot. */
export const TEXT_WIDTH = CARD_WIDTH - 24;
export const AROUND_TEXT = 10 + 6 + 20 + 8;

/** What hands do on a board. */
export type BoardDeed = 'add' | 'edit' | 'move';
export type Tool = 'select' | 'link';
export type Panel = 'ownership' | 'person' | 'experience' | 'card' | 'votes' | 'promises';
export type Drawer = 'agenda' | 'people' | 'outline' | 'find';

/** The least zoom at which a board opens. */
const READABLE = 0.85;
const EDGE = 8;
/** The height of the tools that lie over the board's lower edge. */
const TOOLS = 68;

/** Cards that are being dragged. */
export interface Held {
  cards: string[];
  /** The pointer on the board. */
  x: number;
  y: number;
  /** Where on the first card it was taken. */
  dx: number;
  dy: number;
}

/** Something to choose before it is done, at a point of the screen. */
export type Question =
  | { about: 'drop'; x: number; y: number; cards: string[]; landing: Landing }
  | { about: 'link'; x: number; y: number; from: string; to: string };

/** Where to ask why cards were parked or dismissed. */
export interface ReasonAsked {
  cards: readonly string[];
  state: 'parked' | 'dismissed';
  /** The decision and its reason are one gesture. */
  gesture: number;
  x: number;
  y: number;
}

/** A line of cards of one cell as laid, kept while nothing in it changes. */
interface Laid {
  cards: readonly Card[];
  fresh: string | null;
  open: string | null;
  stamp: number;
  columns: number;
  block: Block;
}

/** The work table of this screen: what part of the board it shows, what is chosen and held. */
export class Table {
  readonly session: Session;
  readonly lens: Lens;
  camera = $state.raw<Camera>({ x: 0, y: 0, zoom: 1 });
  /** The part of the board's element that is free of heads and bars, in its own pixels. */
  screen = $state.raw<Area>({ left: 0, top: 0, right: 1, bottom: 1 });
  tool = $state<Tool>('select');
  spot = $state.raw<Spot | null>(null);
  readonly selection = new SvelteSet<string>();
  held = $state.raw<Held | null>(null);
  landing = $state.raw<Landing | null>(null);
  marquee = $state.raw<Area | null>(null);
  /** The card from which a link is being drawn. */
  linkFrom = $state<string | null>(null);
  /** Where the caret last stood in a card's text. */
  caret = $state.raw<{ card: string; at: number } | null>(null);
  question = $state.raw<Question | null>(null);
  /** Cards were parked or dismissed here: somebody may say why. */
  reasonAsked = $state.raw<ReasonAsked | null>(null);
  /** The card on which a picture would land that is being dragged over the board. */
  receiving = $state<string | null>(null);
  /** The kinds of touchpoints are offered for a new card. */
  choosingKind = $state(false);
  panel = $state<Panel | null>(null);
  /** This screen fills its display: it may be on a projector. */
  presenting = $state(false);
  /** Shows the shares, once somebody has said that they may be seen now. */
  sharesAsked = $state.raw<(() => void) | null>(null);
  /** Whose page the panel shows. */
  personShown = $state<string | null>(null);
  drawer = $state<Drawer | null>(null);
  /** What is drawn next was moved by another hand: cards glide there, so that the eye can follow. */
  settling = false;
  /** A hidden card of one's own whose text is shown for a moment. */
  peeked = $state<string | null>(null);
  /** Space is held down: dragging pans. */
  panning = $state(false);
  /** What keeps this screen's person from doing something; says so where it does. */
  bars: (deed: BoardDeed, card: string | null, at?: { stage: string; lane: string }) => boolean = () => false;
  /** Cards that Find has found, to be marked. */
  readonly found = new SvelteSet<string>();

  readonly #laid = new Map<string, Laid>();
  readonly #settings = new Map<string, { text: string; face: number; setting: Setting }>();
  readonly #corrections = new Map<string, { text: string; height: number }>();
  #ruler: Ruler;
  /** Grows when texts must be measured anew. */
  #face = $state(0);
  /** Grows when a height changed of which no card knows. */
  #stamp = $state(0);

  readonly arrangement: Arrangement = $derived.by(() => this.#arrange());

  constructor(session: Session, ruler?: Ruler) {
    this.session = session;
    this.lens = new Lens(session);
    this.#ruler = ruler ?? browserRuler('"Inter Variable"');
  }

  /** The face has been loaded: earlier measures were another's. */
  measureAnew(): void {
    this.#ruler = browserRuler('"Inter Variable"');
    this.#corrections.clear();
    this.#face += 1;
    this.#stamp += 1;
  }

  /** Another canvas: nothing is chosen, nothing is held. */
  clear(): void {
    this.tool = 'select';
    this.linkFrom = null;
    this.question = null;
    this.reasonAsked = null;
    this.held = null;
    this.landing = null;
    this.spot = null;
    this.caret = null;
    this.peeked = null;
    this.selection.clear();
    this.found.clear();
    this.lens.off();
    this.#laid.clear();
    this.#settings.clear();
    this.#corrections.clear();
  }

  /** How a card's text is set. */
  setting(id: string, text: string): Setting {
    const known = this.#settings.get(id);
    if (known?.text === text && known.face === this.#face) return known.setting;
    const setting = setText(text, TEXT_WIDTH, this.#ruler);
    this.#settings.set(id, { text, face: this.#face, setting });
    return setting;
  }

  /** The browser set a text in another height than foreseen. */
  correct(id: string, text: string, height: number): void {
    const known = this.#corrections.get(id);
    if (known?.text === text && known.height === height) return;
    this.#corrections.set(id, { text, height });
    this.#laid.clear();
    this.#stamp += 1;
  }

  heightOf(id: string, text: string, pictures = 0): number {
    const correction = this.#corrections.get(id);
    const height = correction?.text === text ? correction.height : this.setting(id, text).height;
    return height + AROUND_TEXT + (pictures > 0 ? PICTURE : 0);
  }

  #sheet(card: Pick<Card, 'id' | 'text' | 'group' | 'attachments' | 'private'>): Sheet {
    const { id, group } = card;
    // How large a hidden card is must not tell how long its text is.
    const text = card.private && this.session.writing.card !== id ? HIDDEN_LINES : card.text;
    return { id, height: this.heightOf(id, text, card.attachments?.length), group };
  }

  #arrange(): Arrangement {
    const { canvas, writing } = this.session;
    canvas.watch();
    const stamp = this.#stamp;
    const { stages, lanes } = canvas;
    const fresh = writing.fresh;
    // A hidden card is as large as its text only while it is written.
    const open = canvas.drafts.size > 0 ? writing.card : null;
    // `version` stands for all cards: thousands of subscriptions would say the same.
    return untrack(() => this.#arrangeNow(stages, lanes, fresh, open, stamp));
  }

  #arrangeNow(
    stages: readonly Line[],
    lanes: readonly Line[],
    fresh: { id: string; stage: string; lane: string } | null,
    open: string | null,
    stamp: number,
  ): Arrangement {
    const { canvas } = this.session;
    const freshIn = (stage: string, lane: string) =>
      fresh?.stage === stage && fresh.lane === lane ? fresh.id : null;
    const counted = (stage: string, lane: string) => {
      const cards: readonly { id: string }[] = canvas.inCell(stage, lane);
      return cards.length + (freshIn(stage, lane) === null ? 0 : 1);
    };
    const lay = (stage: string, lane: string, columns: number): Block => {
      const key = cellKey(stage, lane);
      const cards = canvas.inCell(stage, lane);
      const draft = freshIn(stage, lane);
      const known = this.#laid.get(key);
      if (
        known?.cards === cards &&
        known.fresh === draft &&
        known.open === open &&
        known.stamp === stamp &&
        known.columns === columns
      ) {
        return known.block;
      }
      const sheets = cards.map((card) => this.#sheet(card));
      if (draft !== null) sheets.push(this.#sheet({ id: draft, text: '', group: null }));
      const block = layCell(sheets, columns);
      this.#laid.set(key, { cards, fresh: draft, open, stamp, columns, block });
      return block;
    };
    return arrange(stages, lanes, counted, lay);
  }

  /** Where a card stands on the board. */
  placeOf(id: string): Placed | null {
    const card = this.session.canvas.cards.get(id) ?? this.#freshCard(id);
    return card ? placeOf(this.arrangement, card.stage, card.lane, id) : null;
  }

  #freshCard(id: string): { stage: string; lane: string } | null {
    const fresh = this.session.writing.fresh;
    return fresh?.id === id ? fresh : null;
  }

  lane(id: string): number {
    return this.session.canvas.lanes.findIndex((lane) => lane.id === id);
  }

  /** The cards a command is for: those selected, else the one where one is. */
  get chosen(): string[] {
    const alive = (id: string) => this.session.canvas.cards.get(id)?.deleted === false;
    const selected = [...this.selection].filter(alive);
    if (selected.length > 0) return selected;
    const card = this.spot?.card;
    return card && alive(card) ? [card] : [];
  }

  // --- looking around

  look(camera: Camera): void {
    const { width, height } = this.arrangement;
    this.camera = keepInSight(camera, width, height, this.screen);
  }

  pan(dx: number, dy: number): void {
    this.look(panBy(this.camera, dx, dy));
  }

  /** Zooms by a factor, at a point of the screen or at its middle. */
  zoom(factor: number, x?: number, y?: number): void {
    const { left, right, top, bottom } = this.screen;
    this.look(
      zoomAt(this.camera, x ?? (left + right) / 2, y ?? (top + bottom) / 2, this.camera.zoom * factor),
    );
  }

  zoomTo(zoom: number): void {
    this.zoom(zoom / this.camera.zoom);
  }

  fitAll(): void {
    this.camera = fit(this.#whole(), this.#free());
  }

  /** The first look at a canvas: all of it where that can be read, else its beginning. */
  begin(): void {
    const whole = fit(this.#whole(), this.#free());
    if (whole.zoom >= READABLE) this.camera = whole;
    else this.camera = { zoom: READABLE, x: this.#free().left, y: this.#free().top };
  }

  #whole(): Area {
    const { width, height } = this.arrangement;
    return { left: 0, top: 0, right: width, bottom: height };
  }

  /** The screen without its edges and the tools at the bottom. */
  #free(): Area {
    const { left, top, right, bottom } = this.screen;
    return { left: left + EDGE, top: top + EDGE, right: right - EDGE, bottom: bottom - TOOLS };
  }

  /** Brings a card or cell into sight, and near enough to read. */
  show(spot: Spot): void {
    const place = spot.card ? this.placeOf(spot.card) : null;
    const area = place
      ? { left: place.x, top: place.y, right: place.x + CARD_WIDTH, bottom: place.y + place.height }
      : cellArea(this.arrangement, spot.stage, spot.lane);
    if (area) this.camera = reveal(this.camera, area, this.#free());
  }

  /** Goes to a card from anywhere: a row of a panel, a search. */
  goTo(id: string): void {
    const card = this.session.canvas.cards.get(id);
    if (!card || card.deleted) return;
    this.choose(id);
    if (this.camera.zoom < 0.6) this.zoomTo(1);
    this.show({ stage: card.stage, lane: card.lane, card: id });
  }

  // --- choosing

  /** Chooses one card, and is there. */
  choose(id: string): void {
    const card = this.session.canvas.cards.get(id) ?? this.#freshCard(id);
    this.selection.clear();
    if (!card) return;
    this.selection.add(id);
    this.be({ stage: card.stage, lane: card.lane, card: id });
  }

  /** Adds a card to those chosen, or takes it out. */
  toggle(id: string): void {
    if (this.selection.has(id)) this.selection.delete(id);
    else this.selection.add(id);
    const card = this.session.canvas.cards.get(id);
    if (card) this.be({ stage: card.stage, lane: card.lane, card: id });
  }

  be(spot: Spot): void {
    this.spot = spot;
  }

  chooseNothing(): void {
    this.selection.clear();
    if (this.spot?.card) this.be({ ...this.spot, card: null });
  }

  // --- writing

  /** Opens a new card in a cell for writing. */
  add(stage: string, lane: string, as: { kind?: string; unnamed?: boolean } = {}): void {
    if (this.session.readOnly || this.bars('add', null, { stage, lane })) return;
    const id = this.session.writing.beginNew(stage, lane, as);
    this.selection.clear();
    this.be({ stage, lane, card: id });
    if (this.camera.zoom < 0.6) this.zoomTo(1);
    this.show({ stage, lane, card: id });
  }

  edit(id: string): void {
    if (this.session.readOnly) return;
    const card = this.session.canvas.cards.get(id);
    if (!card || card.deleted || this.bars('edit', id)) return;
    if (this.camera.zoom < 0.5) this.zoomTo(1);
    this.choose(id);
    this.session.writing.begin(id);
    this.show({ stage: card.stage, lane: card.lane, card: id });
  }

  endWriting(): void {
    const { writing, canvas } = this.session;
    const card = writing.card;
    writing.end();
    if (card !== null && !canvas.cards.has(card) && this.spot) this.be({ ...this.spot, card: null });
  }

  /** What changes next was moved by another hand. */
  settle(): void {
    this.settling = true;
    void tick().then(() => {
      this.settling = false;
    });
  }

  /** Opens the page of a person: what became of the person's ideas. */
  showPerson(person: string): void {
    this.personShown = person;
    this.panel = 'person';
  }

  /**
   * Shows shares: at once; or after a question while presenting and in a phase without them.
   * Percentages narrow what people write.
   */
  showShares(show: () => void): void {
    const { current } = this.session.agenda;
    if (this.presenting || current?.phase.plan.shares === false) this.sharesAsked = show;
    else show();
  }

  /** This screen begins or ends to fill its display. */
  present(presenting: boolean): void {
    if (presenting && !this.presenting && this.panel === 'ownership') this.panel = null;
    this.presenting = presenting;
  }

  togglePanel(panel: Panel): void {
    if (this.panel === panel) this.panel = null;
    else if (panel === 'ownership')
      this.showShares(() => {
        this.panel = panel;
      });
    else this.panel = panel;
  }

  toggleDrawer(drawer: Drawer): void {
    this.drawer = this.drawer === drawer ? null : drawer;
  }
}

export const [useTable, provideTable] = createContext<Table>();
