//! What of a card is not as it was before.

use canvas::board::{Attachment, Card, Comment, LettersOf, Link, Promise, Rating, Vote};
use canvas::command::State;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// A card's name, and of its fields those that are not as they were in its version before. A card
/// that was not there before has all of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, type = r#"{ id: string } & Partial<import("./Card").Card>"#)]
pub struct CardChange {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(deserialize_with = "said")]
    pub kind: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lane: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rank: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub state: Option<State>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(deserialize_with = "said")]
    pub reason: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deleted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(deserialize_with = "said")]
    pub deleted_by: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undone: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(deserialize_with = "said")]
    pub merged_into: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[serde(deserialize_with = "said")]
    pub group: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub creators: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub letters: Option<Vec<LettersOf>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub links: Option<Vec<Link>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub votes: Option<Vec<Vote>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ratings: Option<Vec<Rating>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promises: Option<Vec<Promise>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attachments: Option<Vec<Attachment>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub declared: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comments: Option<Vec<Comment>>,
}

/// A field that says none is not one that is not there.
fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

impl CardChange {
    /// What is different now, if anything. A field of the card that is missing here is missing on
    /// the screens that show a replay.
    pub fn between(before: Option<&Card>, now: &Card) -> Option<CardChange> {
        if before == Some(now) {
            return None;
        }
        macro_rules! changed {
            ($field:ident) => {
                (before.map(|before| &before.$field) != Some(&now.$field))
                    .then(|| now.$field.clone())
            };
        }
        Some(CardChange {
            id: now.id.clone(),
            text: changed!(text),
            kind: changed!(kind),
            stage: changed!(stage),
            lane: changed!(lane),
            rank: changed!(rank),
            state: changed!(state),
            // Without any, the field is not there.
            reason: changed!(reason).filter(|why| before.is_some() || why.is_some()),
            deleted: changed!(deleted),
            deleted_by: changed!(deleted_by).filter(|who| before.is_some() || who.is_some()),
            undone: changed!(undone),
            merged_into: changed!(merged_into),
            group: changed!(group),
            creators: changed!(creators),
            letters: changed!(letters),
            links: changed!(links),
            votes: changed!(votes),
            ratings: changed!(ratings),
            promises: changed!(promises),
            attachments: changed!(attachments).filter(|it| before.is_some() || !it.is_empty()),
            declared: changed!(declared).filter(|it| before.is_some() || !it.is_empty()),
            comments: changed!(comments).filter(|it| before.is_some() || !it.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canvas::canvas::Canvas;
    use serde_json::{Value, json};

    fn card() -> Card {
        let canvas = workshop_with_a_card();
        canvas.card_view(0)
    }

    fn workshop_with_a_card() -> Canvas {
        let scenario = json!({
            "scenario": 1, "people": [{"id": "ada", "name": "Ada", "side": "customer"}],
            "steps": [{"by": "ada", "do": "add", "card": "c", "text": "x",
                "stage": "Use", "lane": "Steps"}],
        });
        let scenario = scenario.to_string();
        let scenario = crate::scenario::Scenario::parse(scenario.as_bytes()).unwrap();
        let played = scenario.play("0", [0; 32], None).unwrap();
        played.canvas().clone()
    }

    #[test]
    fn a_new_card_is_told_with_every_field() {
        let change = CardChange::between(None, &card()).unwrap();
        assert_eq!(json!(change), json!(card()));
    }

    #[test]
    fn of_a_known_card_only_what_changed_is_told_and_none_is_told_as_null() {
        let before = Card {
            group: Some("g".to_owned()),
            ..card()
        };
        let now = Card {
            text: "y".to_owned(),
            ..card()
        };
        let change = CardChange::between(Some(&before), &now).unwrap();
        let told = json!({"id": "c", "text": "y", "group": Value::Null});
        assert_eq!(json!(change), told);
        assert_eq!(serde_json::from_value::<CardChange>(told).unwrap(), change);
        assert_eq!(CardChange::between(Some(&now), &now), None);
    }
}
