//! How the journey feels: the ratings as a curve.

use super::cards::{Numbers, line};
use super::disagreement::{Disagreement, figure};
use crate::figure::{Figure, mean};
use canvas::board::Board;
use canvas::experience::{Experience, Score};

/// The experience of the journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// How many percent of an experience are feeling.
    pub feeling: u8,
    /// One for each stage of the journey.
    pub stages: Vec<StagePoint>,
    /// In the order of the journey.
    pub moments: Vec<Moment>,
    /// Into `moments`: the one farthest from the middle.
    pub peak: Option<usize>,
    /// Into `moments`: the last one that customers rated.
    pub end: Option<usize>,
    pub peak_end: Option<Figure>,
}

/// A stage's means; what nobody rated is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StagePoint {
    pub perceived: Option<Figure>,
    pub expected: Option<Figure>,
    pub gap: Option<Figure>,
    /// What staff believe customers perceive.
    pub staff: Option<Figure>,
}

/// A rated card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Into `Summary::cards`; `None` if the card was removed.
    pub card: Option<usize>,
    /// Into `Journey::stages`.
    pub stage: Option<usize>,
    pub customers: Option<Rated>,
    pub staff: Option<Guess>,
    /// Staff's guess less the customers' view.
    pub blind_spot: Option<Figure>,
    pub wow: bool,
    pub pain: bool,
}

/// Customers' mean ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    pub n: usize,
    pub expected: Figure,
    pub perceived: Figure,
    pub gap: Figure,
}

/// Staff's mean guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub n: usize,
    pub perceived: Figure,
}

impl Curve {
    pub fn wow(&self) -> impl Iterator<Item = &Moment> {
        self.moments.iter().filter(|moment| moment.wow)
    }

    pub fn pain(&self) -> impl Iterator<Item = &Moment> {
        self.moments.iter().filter(|moment| moment.pain)
    }

    /// Where staff and customers differ by a full step or more, as far as wow and pain are from
    /// expectation; the widest first.
    pub fn blind_spots(&self) -> Vec<&Moment> {
        let size = |moment: &Moment| moment.blind_spot.as_ref().map(Figure::size);
        let mut spots: Vec<&Moment> = self
            .moments
            .iter()
            .filter(|moment| size(moment).is_some_and(|size| size >= Figure::from(1)))
            .collect();
        spots.sort_by_key(|moment| std::cmp::Reverse(size(moment)));
        spots
    }
}

pub(super) fn curve(
    board: &Board,
    experience: &Experience,
    numbers: &Numbers,
) -> Result<Curve, Disagreement> {
    let mut moments = Vec::with_capacity(experience.moments.len());
    for moment in &experience.moments {
        let what = || format!("the rating of card {}", moment.card);
        let read = |score: &Score| -> Result<Rated, Disagreement> {
            Ok(Rated {
                n: score.n,
                expected: figure(what, &score.expected)?,
                perceived: figure(what, &score.perceived)?,
                gap: figure(what, &score.gap)?,
            })
        };
        moments.push(Moment {
            card: numbers.get(&moment.card),
            stage: line(&board.stages, &moment.stage),
            customers: moment.customers.as_ref().map(read).transpose()?,
            staff: moment
                .staff
                .as_ref()
                .map(|score| {
                    read(score).map(|r| Guess {
                        n: r.n,
                        perceived: r.perceived,
                    })
                })
                .transpose()?,
            blind_spot: moment
                .blind_spot
                .as_ref()
                .map(|spot| figure(what, spot))
                .transpose()?,
            wow: moment.wow,
            pain: moment.pain,
        });
    }

    let mut stages = vec![StagePoint::default(); board.stages.len()];
    for score in &experience.stages {
        let Some(stage) = line(&board.stages, &score.stage) else {
            continue;
        };
        let what = || format!("the experience of stage {}", score.stage);
        let point = &mut stages[stage];
        point.perceived = score
            .perceived
            .as_ref()
            .map(|text| figure(what, text))
            .transpose()?;
        point.gap = score
            .gap
            .as_ref()
            .map(|text| figure(what, text))
            .transpose()?;
        // A stage is the mean of its moments, so expectation is what the gap is measured from.
        point.expected = match (&point.perceived, &point.gap) {
            (Some(perceived), Some(gap)) => Some(perceived - gap),
            _ => None,
        };
    }
    for (stage, point) in stages.iter_mut().enumerate() {
        let here = moments.iter().filter(|moment| moment.stage == Some(stage));
        point.staff = mean(here.filter_map(|moment| Some(&moment.staff.as_ref()?.perceived)));
    }

    let journey = &experience.journey;
    let what = || "the peak and end of the journey".to_owned();
    let peak = journey
        .peak
        .as_ref()
        .map(|text| figure(what, text))
        .transpose()?;
    let rated = |moment: &Moment| moment.customers.is_some();
    // Of equal peaks the later one counts.
    let is_peak = |moment: &Moment| {
        peak.is_some() && moment.customers.as_ref().map(|rated| &rated.perceived) == peak.as_ref()
    };
    Ok(Curve {
        feeling: experience.params.feeling,
        stages,
        peak: moments.iter().rposition(is_peak),
        end: moments.iter().rposition(rated),
        peak_end: journey
            .peak_end
            .as_ref()
            .map(|text| figure(what, text))
            .transpose()?,
        moments,
    })
}
