//! What each recipient is sent: the one door. What of a canvas somebody may see is decided here.

use crate::kept::Owner;
use crate::recipient::Recipient;
use crate::view::{Done, Patch, Role, Snapshot, UndoState, You};
use crate::{Client, Unsent, Workshop};
use canvas::canvas::Changes;
use canvas::entry::{Axis, PersonNo};

/// A patch, and who is to have it under which number of their own; the patch's own counts for
/// nobody.
#[derive(Clone, Debug)]
pub struct Due {
    pub patch: Patch,
    pub to: Vec<(Client, u32)>,
}

/// What some recipients all see alike.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sees {
    shares: bool,
    /// What anybody could undo.
    undo: bool,
}

impl Workshop {
    /// A number for a client that was never here.
    pub fn new_client(&mut self) -> Client {
        let known = self.recipients.keys().copied();
        let logged = self.canvas().log().iter().map(|entry| entry.client);
        let seats = self.canvas().people().len() as Client;
        let client = known.chain(logged).max().unwrap_or(0).max(seats) + 1;
        self.recipients.insert(client, Recipient::default());
        client
    }

    /// Says who a client is; until then it leads the workshop.
    pub fn seat(&mut self, client: Client, you: You) {
        self.recipients.entry(client).or_default().you = you;
    }

    /// Who a client is.
    pub fn you(&self, client: Client) -> You {
        let recipient = self.recipients.get(&client);
        recipient.map_or_else(You::default, |recipient| recipient.you.clone())
    }

    /// The last command accepted from a client.
    pub fn accepted(&self, client: Client) -> u32 {
        self.recipients
            .get(&client)
            .map_or(0, |recipient| recipient.accepted)
    }

    /// Sets it as a journal has it, after a restart.
    pub fn set_accepted(&mut self, client: Client, count: u32) {
        let recipient = self.recipients.entry(client).or_default();
        recipient.accepted = recipient.accepted.max(count);
    }

    /// Everything a client may see, from where its patches go on. Patches that are due to others
    /// must have gone out before.
    pub fn snapshot(&mut self, client: Client) -> Snapshot {
        let next = self.canvas().next();
        let n = self.recipients.entry(client).or_default().send(next);
        let owner = self.owner(client);
        let you = self.you(client);
        let undo = self.undo_for(&owner, you.role);
        self.recipients.entry(client).or_default().undo = undo.clone();
        let mut board = self.canvas().board();
        self.sent.shows(&board.people);
        board.cards.extend(self.drafts.seen_by(&owner));
        Snapshot {
            n,
            board,
            shares: self.sees(you.role).shares.then(|| self.report()),
            undo,
            feelings: self.feelings(),
            you,
            floor: self.floor.clone(),
            ballots: self.own_ballots(&owner),
        }
    }

    /// A client that no patches are to be made for until its next snapshot.
    pub fn leave(&mut self, client: Client) {
        if let Some(recipient) = self.recipients.get_mut(&client) {
            recipient.is_here = false;
        }
    }

    /// What each client who is here is to be sent of what has changed since this was last asked.
    pub fn patches(&mut self) -> Vec<(Client, Patch)> {
        let alone = |due: Due| {
            let Due { patch, to } = due;
            to.into_iter()
                .map(move |(client, n)| (client, Patch { n, ..patch.clone() }))
        };
        let mut patches: Vec<(Client, Patch)> =
            self.dues(true).into_iter().flat_map(alone).collect();
        patches.sort_by_key(|(client, patch)| (*client, patch.n));
        patches
    }

    /// The same, with each patch once for all who are to see the same.
    ///
    /// Without `figures`, shares and what can be undone are left for later: with many people they
    /// are most of a patch, and one of many within a moment is enough.
    pub fn dues(&mut self, figures: bool) -> Vec<Due> {
        let unsent = &mut self.unsent;
        let entries = std::mem::take(&mut unsent.entries);
        let figures = figures && std::mem::take(&mut unsent.figures);
        let floor = std::mem::take(&mut unsent.floor);
        let own = std::mem::take(&mut unsent.own);
        if !entries && !figures && !floor && !own {
            return Vec::new();
        }
        let changes = std::mem::take(&mut unsent.changes);
        let here: Vec<(Client, Role)> = self
            .recipients
            .iter()
            .filter(|(_, recipient)| recipient.is_here)
            .map(|(&client, recipient)| (client, recipient.you.role))
            .collect();
        let mut dues = Vec::new();
        if here.is_empty() {
            self.sent.forget();
        } else {
            let shared = Patch {
                floor: floor.then(|| self.floor.clone()),
                ..self.patch_of(changes)
            };
            let mut classes: Vec<(Sees, Vec<Client>)> = Vec::new();
            for &(client, role) in &here {
                let sees = self.sees(role);
                match classes.iter_mut().find(|(own, _)| *own == sees) {
                    Some((_, clients)) => clients.push(client),
                    None => classes.push((sees, vec![client])),
                }
            }
            for (sees, clients) in classes {
                let patch = Patch {
                    shares: (figures && sees.shares).then(|| self.report()),
                    undo: (figures && sees.undo).then(|| self.undo_states()),
                    ..shared.clone()
                };
                // Nothing for them has changed: they are not even to know that something has.
                if entries || patch != Patch::default() {
                    let to = clients.into_iter();
                    let to = to.map(|client| (client, self.count_sent(client)));
                    let to = to.collect();
                    dues.push(Due { patch, to });
                }
            }
            for (client, role) in here {
                let patch = self.own_patch(client, role, figures || own, own);
                if patch != Patch::default() {
                    let to = vec![(client, self.count_sent(client))];
                    dues.push(Due { patch, to });
                }
            }
        }
        self.drafts.changed.clear();
        dues
    }

    /// Whether something has changed that others are to hear of at once.
    pub fn owes_patches(&self) -> bool {
        let Unsent {
            entries,
            floor,
            own,
            ..
        } = self.unsent;
        entries || floor || own
    }

    /// Whether figures were left for later.
    pub fn owes_figures(&self) -> bool {
        self.unsent.figures
    }

    fn count_sent(&mut self, client: Client) -> u32 {
        let next = self.canvas().next();
        self.recipients.entry(client).or_default().send(next)
    }

    fn sees(&self, role: Role) -> Sees {
        Sees {
            shares: role == Role::Facilitator || self.shows_shares(),
            undo: role == Role::Facilitator,
        }
    }

    /// What changed for one recipient alone.
    fn own_patch(&mut self, client: Client, role: Role, undo: bool, own: bool) -> Patch {
        let owner = self.owner(client);
        let mut patch = Patch::default();
        if own {
            (patch.cards, patch.gone) = self.drafts.changed_for(&owner);
            // What was revealed is a draft no longer, and has come with what everybody sees.
            let canvas = self.canvas();
            patch.gone.retain(|card| canvas.card_named(card).is_none());
            let ballots = self.own_ballots(&owner);
            let recipient = self.recipients.entry(client).or_default();
            if recipient.ballots != ballots {
                recipient.ballots.clone_from(&ballots);
                patch.ballots = Some(ballots);
            }
        }
        let shared = role == Role::Facilitator && !self.drafts.is_at_work(client);
        if undo && !shared {
            let undo = self.undo_for(&owner, role);
            let recipient = self.recipients.entry(client).or_default();
            if recipient.undo != undo {
                recipient.undo.clone_from(&undo);
                patch.undo = Some(undo);
            }
        }
        patch
    }

    /// What everybody sees of what has changed.
    fn patch_of(&mut self, changes: Changes) -> Patch {
        let changes = changes.each_once();
        let canvas = self.document.canvas();
        let mut patch = Patch::default();
        for card in changes.cards {
            self.sent.send(canvas.card_view(card), &mut patch);
        }
        Patch {
            groups: changes
                .groups
                .into_iter()
                .map(|group| canvas.group_name(group))
                .collect(),
            stages: changes.stages.then(|| canvas.line_names(Axis::Stage)),
            lanes: changes.lanes.then(|| canvas.line_names(Axis::Lane)),
            people: changes
                .people
                .then(|| self.sent.send_people(canvas.seats())),
            title: changes.title.then(|| canvas.text(canvas::canvas::TITLE)),
            purpose: changes
                .purpose
                .then(|| canvas.text(canvas::canvas::PURPOSE)),
            feeling: changes.feeling.then(|| canvas.feeling()),
            feelings: changes.feelings.then(|| self.feelings()).flatten(),
            agenda: changes.agenda.then(|| canvas.phases()),
            phase: changes.agenda.then(|| canvas.phase().into_iter().collect()),
            rounds: changes.rounds.then(|| canvas.round_views()),
            ..patch
        }
    }

    /// What a recipient could undo: a facilitator everybody's, for whoever sits at that screen.
    fn undo_for(&self, owner: &Owner, role: Role) -> Vec<UndoState> {
        let canvas = self.canvas();
        match role {
            Role::Facilitator => {
                self.undo_states_with(|id| self.drafts.is_at_work_for(owner.client, id))
            }
            Role::Participant => {
                let own = owner.person.as_deref();
                let own = own.and_then(|id| canvas.person_named(id));
                let own = own.map(|person| self.undo_state(person, true));
                own.into_iter().filter(UndoState::says_something).collect()
            }
            Role::Projector => Vec::new(),
        }
    }

    /// What can be undone on the canvas.
    fn undo_states(&self) -> Vec<UndoState> {
        self.undo_states_with(|_| false)
    }

    /// What everybody can undo; hidden cards too where `with_drafts` says so of the person.
    fn undo_states_with(&self, with_drafts: impl Fn(&str) -> bool) -> Vec<UndoState> {
        let people = (0..).zip(self.canvas().people());
        people
            .filter(|(_, seat)| !seat.anonymous)
            .map(|(person, seat)| self.undo_state(person, with_drafts(&seat.id)))
            .filter(UndoState::says_something)
            .collect()
    }

    fn undo_state(&self, person: PersonNo, with_drafts: bool) -> UndoState {
        let canvas = self.canvas();
        let id = &canvas.people()[person as usize].id;
        let next = |redo: bool| {
            let hidden = || self.next_draft(person, redo).filter(|_| with_drafts);
            hidden().or_else(|| {
                let gesture = self.logged(person, redo)?;
                Some(Done::of(canvas, gesture))
            })
        };
        UndoState {
            person: id.clone(),
            undo: next(false),
            redo: next(true),
        }
    }
}
