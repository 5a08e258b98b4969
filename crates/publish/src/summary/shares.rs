//! Whose the result is: everybody's share and what it comes from.

use super::cards::{Numbers, Who, line};
use super::disagreement::{Disagreement, check_sum, figure};
use super::people::{Person, Side, find};
use crate::figure::Figure;
use canvas::board::Board;
use ownership::report::{
    Balance, Certainty, Explanation, FactKind, Origin, Params, Report, Say, Scope, Share,
};

/// Everybody's part of the result.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    pub scope: Scope,
    pub params: Params,
    pub total: Figure,
    /// In the order of joining; those with nothing included.
    pub owners: Vec<Owner>,
    pub sides: Vec<SideShare>,
    pub outside: Vec<Outside>,
    pub balance: Balance,
    /// What each person's points come from, in the order of joining.
    pub accounts: Vec<Account>,
}

/// One person's part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Into `Summary::people`.
    pub person: usize,
    pub letters: Figure,
    pub points: Figure,
    pub words: Figure,
    pub structure: Figure,
    pub lineage: Figure,
    /// Nobody has a share of an empty result.
    pub share: Option<Share>,
    pub had_a_say: Say,
    pub feels_mine: Option<u32>,
}

/// The sum of a side's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideShare {
    /// `None`: unnamed writers whose side is not told.
    pub side: Option<Side>,
    pub points: Figure,
    pub of_1000: Option<u32>,
    /// Seats; unnamed writers have none.
    pub heads: usize,
}

/// Letters of nobody at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    pub who: Who,
    pub letters: usize,
}

/// What one person's points come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Into `Shares::owners`.
    pub owner: usize,
    pub words: Vec<Piece>,
    pub facts: Vec<Held>,
    /// What the limits take off structure and lineage: zero or below.
    pub held_back: Figure,
}

/// Letters first written in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where they were first written.
    pub origin: SourceText,
    /// Where they stand now, if that is not only there.
    pub now_in: Vec<SourceText>,
    pub letters: Figure,
    pub points: Figure,
    /// Letters typed by another for this person and not confirmed yet.
    pub attributed: usize,
    /// Letters recognised as retyped.
    pub inferred: usize,
}

/// One part of structure or lineage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub kind: FactKind,
    /// Into `Summary::cards`.
    pub card: Option<usize>,
    pub points: Figure,
}

/// A text of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceText {
    /// Into `Summary::cards`.
    Card(usize),
    RemovedCard,
    Title,
    Purpose,
    Stage(String),
    Lane(String),
    Group(String),
    /// The promise on a card.
    Promise(Option<usize>),
    Other(String),
}

impl Shares {
    /// A side's part; a side without people has none.
    pub fn side(&self, side: Side) -> Option<&SideShare> {
        self.sides.iter().find(|share| share.side == Some(side))
    }

    pub fn heads(&self) -> usize {
        self.sides.iter().map(|side| side.heads).sum()
    }
}

pub(super) fn shares(
    board: &Board,
    report: &Report,
    explanations: &[Explanation],
    people: &[Person],
    numbers: &Numbers,
) -> Result<Shares, Disagreement> {
    let owners = owners(report, people)?;
    let total = figure(|| "the total".to_owned(), &report.total)?;
    check_sum(
        || "the total".to_owned(),
        owners.iter().map(|o| &o.points),
        &total,
    )?;
    let thousandths = owners.iter().filter_map(|o| o.share).map(|s| s.of_1000);
    let whole = if total.is_zero() { 0 } else { 1000 };
    check_sum(
        || "all shares".to_owned(),
        [&Figure::from(thousandths.sum::<u32>() as usize)],
        &Figure::from(whole),
    )?;
    let sides = sides(report, &owners, people, &total)?;
    Ok(Shares {
        scope: report.scope,
        params: report.params,
        sides,
        outside: report
            .outside
            .iter()
            .map(|outside| Outside {
                who: Who::of(&outside.id, people),
                letters: outside.letters,
            })
            .collect(),
        balance: report.balance,
        accounts: accounts(board, explanations, &owners, people, numbers)?,
        owners,
        total,
    })
}

fn owners(report: &Report, people: &[Person]) -> Result<Vec<Owner>, Disagreement> {
    let mut owners = Vec::with_capacity(report.people.len());
    for share in &report.people {
        let read = |text: &str| figure(|| format!("a figure of {}", share.id), text);
        let owner = Owner {
            person: find(people, &share.id).expect("people hold everybody in the report"),
            letters: read(&share.letters)?,
            points: read(&share.points)?,
            words: read(&share.words)?,
            structure: read(&share.structure)?,
            lineage: read(&share.lineage)?,
            share: share.share,
            had_a_say: share.had_a_say,
            feels_mine: share.feels_mine,
        };
        let parts = [&owner.words, &owner.structure, &owner.lineage];
        check_sum(
            || format!("the points of {}", share.id),
            parts,
            &owner.points,
        )?;
        owners.push(owner);
    }
    owners.sort_by_key(|owner| owner.person);
    Ok(owners)
}

/// The report's sides checked against their people, and the rest that belongs to no side.
fn sides(
    report: &Report,
    owners: &[Owner],
    people: &[Person],
    total: &Figure,
) -> Result<Vec<SideShare>, Disagreement> {
    let members = |side: Option<Side>| owners.iter().filter(move |o| people[o.person].side == side);
    let of_1000 = |side| {
        members(side)
            .filter_map(|o| o.share)
            .map(|s| s.of_1000)
            .sum::<u32>()
    };
    let mut sides = Vec::new();
    for share in &report.sides {
        let what = || format!("the side {:?}", share.side);
        let side = Some(share.side);
        let points = figure(what, &share.points)?;
        check_sum(what, members(side).map(|o| &o.points), &points)?;
        if let Some(stated) = share.of_1000 {
            let parts = Figure::from(of_1000(side) as usize);
            check_sum(what, [&parts], &Figure::from(stated as usize))?;
        }
        sides.push(SideShare {
            side,
            points,
            of_1000: share.of_1000,
            heads: share.heads,
        });
    }
    if members(None).next().is_some() {
        sides.push(SideShare {
            side: None,
            points: members(None).map(|o| &o.points).sum(),
            of_1000: (!total.is_zero()).then(|| of_1000(None)),
            heads: 0,
        });
    }
    check_sum(
        || "the sides".to_owned(),
        sides.iter().map(|side| &side.points),
        total,
    )?;
    Ok(sides)
}

fn accounts(
    board: &Board,
    explanations: &[Explanation],
    owners: &[Owner],
    people: &[Person],
    numbers: &Numbers,
) -> Result<Vec<Account>, Disagreement> {
    let mut accounts = Vec::new();
    for explanation in explanations {
        let of_person = |owner: &Owner| people[owner.person].id == explanation.id;
        let Some(owner) = owners.iter().position(of_person) else {
            continue;
        };
        let what = || format!("the explanation of {}", explanation.id);
        let words = explanation
            .words
            .iter()
            .map(|origin| {
                Ok(Piece {
                    origin: source(&origin.origin, board, numbers),
                    now_in: now_in(origin, board, numbers),
                    letters: figure(what, &origin.letters)?,
                    points: figure(what, &origin.points)?,
                    attributed: letters(origin, Certainty::Attributed),
                    inferred: letters(origin, Certainty::Inferred),
                })
            })
            .collect::<Result<Vec<Piece>, Disagreement>>()?;
        let facts = explanation
            .facts
            .iter()
            .map(|fact| {
                Ok(Held {
                    kind: fact.kind,
                    card: numbers.get(&fact.card),
                    points: figure(what, &fact.points)?,
                })
            })
            .collect::<Result<Vec<Held>, Disagreement>>()?;
        let held_back = &figure(what, &explanation.held_back.structure)?
            + &figure(what, &explanation.held_back.lineage)?;
        let parts = words.iter().map(|piece| &piece.points);
        let parts = parts
            .chain(facts.iter().map(|fact| &fact.points))
            .chain([&held_back]);
        check_sum(what, parts, &owners[owner].points)?;
        accounts.push(Account {
            owner,
            words,
            facts,
            held_back,
        });
    }
    accounts.sort_by_key(|account| account.owner);
    Ok(accounts)
}

fn letters(origin: &Origin, certainty: Certainty) -> usize {
    let runs = origin.runs.iter().filter(|run| run.certainty == certainty);
    runs.map(|run| run.letters).sum()
}

/// Every text where letters of the origin stand, unless that is the origin alone.
fn now_in(origin: &Origin, board: &Board, numbers: &Numbers) -> Vec<SourceText> {
    let mut texts: Vec<&str> = Vec::new();
    for run in &origin.runs {
        if !texts.contains(&run.text.as_str()) {
            texts.push(&run.text);
        }
    }
    if texts == [origin.origin.as_str()] {
        return Vec::new();
    }
    texts
        .into_iter()
        .map(|text| source(text, board, numbers))
        .collect()
}

/// Reads `card c1`, `stage Use`, `promise on c1`, `title`.
fn source(text: &str, board: &Board, numbers: &Numbers) -> SourceText {
    let (kind, id) = text.split_once(' ').unwrap_or((text, ""));
    let name = |lines: &[canvas::board::Line]| {
        line(lines, id).map_or_else(|| id.to_owned(), |i| lines[i].name.trim().to_owned())
    };
    match kind {
        "card" => numbers
            .get(id)
            .map_or(SourceText::RemovedCard, SourceText::Card),
        "title" => SourceText::Title,
        "purpose" => SourceText::Purpose,
        "stage" => SourceText::Stage(name(&board.stages)),
        "lane" => SourceText::Lane(name(&board.lanes)),
        "group" => {
            let group = board.groups.iter().find(|group| group.id == id);
            SourceText::Group(group.map_or(id, |group| group.name.trim()).to_owned())
        }
        // `promise on c1`
        "promise" => SourceText::Promise(numbers.get(id.strip_prefix("on ").unwrap_or(id))),
        _ => SourceText::Other(text.to_owned()),
    }
}
