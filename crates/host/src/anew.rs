//! The real workshop after a rehearsal: a new canvas with what was prepared, and nothing done on it.

use canvas::command::{Command, Named, Step, Voices};
use canvas::door::Occasion;
use canvas::file::Document;
use canvas::refusal::Refusal;
use canvas::seen::View;
use workshop::Workshop;

/// A canvas with this one's title, purpose, stages, lanes, seats and agenda. `id` is the canvas
/// id, `chance` 32 random bytes.
///
/// # Errors
/// What does not fit an empty canvas, which would be a bug.
pub fn anew(of: &Workshop, id: &str, chance: [u8; 32]) -> Result<Workshop, Refusal> {
    let board = of.canvas().board();
    let text = |what, text: String| Command::Rename {
        what,
        id: None,
        text,
    };
    let mut commands = vec![
        text(Named::Title, board.title),
        text(Named::Purpose, board.purpose),
    ];
    commands.extend(board.stages.into_iter().map(|line| Command::AddStage {
        stage: line.id,
        name: line.name,
        before: None,
    }));
    commands.extend(board.lanes.into_iter().map(|line| Command::AddLane {
        lane: line.id,
        name: line.name,
        before: None,
    }));
    let people = board.people.into_iter();
    let people = people.filter(|person| person.same_as.is_none());
    commands.extend(people.filter_map(|person| {
        Some(Command::Person {
            id: person.id,
            // Whoever wrote without a name has no seat.
            name: person.name?,
            side: person.side?,
            facilitator: person.facilitator,
        })
    }));
    if !board.agenda.is_empty() {
        let phases = board.agenda;
        commands.push(Command::Agenda { phases });
    }
    let mut workshop = Workshop::new(Document::new(id, chance));
    for command in commands {
        let step = Step {
            by: None,
            voices: Voices::default(),
            tidy: false,
            command,
        };
        let view = View {
            base: workshop.canvas().next(),
            client: 0,
        };
        let occasion = Occasion {
            at_ms: 0,
            view,
            gesture: None,
        };
        workshop.perform(&step, occasion)?;
    }
    Ok(workshop)
}
