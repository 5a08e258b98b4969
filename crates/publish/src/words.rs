//! The texts of a summary, from the locale file.
//!
//! A Fluent file and not a module of Rust functions: the menus and the screens already read theirs
//! from `assets/locales`, a translator needs no compiler, and each language brings its own plurals,
//! its decimal mark and its blank before a per cent sign. The price, that a missing text shows only
//! at run time, is paid by a test that compares the file with every name used in this crate.

use crate::figure::Figure;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use num_traits::Signed;

/// The texts of one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// How many decimal places a figure is shown with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Places {
    /// None where it is whole, else one.
    #[default]
    AsNeeded,
    One,
}

impl Words {
    pub fn english() -> Self {
        let text = include_str!("../../../assets/locales/en/summary.ftl");
        let resource =
            FluentResource::try_new(text.to_owned()).expect("summary.ftl is well formed");
        let english = "en".parse().expect("a language");
        let mut bundle = FluentBundle::new(vec![english]);
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .expect("each text stands once in summary.ftl");
        Words { bundle }
    }

    /// The text with this name.
    pub fn say(&self, name: &str) -> String {
        self.say_with(name, &FluentArgs::new())
    }

    /// The text with this name, with values in the places it leaves open. See [`say!`].
    ///
    /// # Panics
    /// If the locale file has no such text: a mistake in the program.
    pub fn say_with(&self, name: &str, args: &FluentArgs) -> String {
        let pattern = self
            .bundle
            .get_message(name)
            .and_then(|message| message.value())
            .unwrap_or_else(|| panic!("summary.ftl has no text `{name}`"));
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        debug_assert!(errors.is_empty(), "{name}: {errors:?}");
        text.into_owned()
    }

    /// A figure as people read it: `28`, `30.5`, `−1.9`.
    pub fn figure(&self, figure: &Figure, places: Places) -> String {
        if figure.is_whole() && places == Places::AsNeeded {
            return figure.to_string().replace('-', "−");
        }
        let tenths = figure.tenths();
        let sign = if tenths.is_negative() { "−" } else { "" };
        let digits = format!("{:0>2}", tenths.abs().to_string());
        let (whole, tenth) = digits.split_at(digits.len() - 1);
        format!("{sign}{whole}{}{tenth}", self.say("decimal-mark"))
    }

    /// A difference: with its sign, also where it is above zero.
    pub fn difference(&self, figure: &Figure) -> String {
        let text = self.figure(figure, Places::One);
        if figure.tenths().is_positive() {
            format!("+{text}")
        } else {
            text
        }
    }

    /// A share in whole per mille as per cent: `62.3%`.
    pub fn share(&self, of_1000: u32) -> String {
        self.percent(&self.hundredths(of_1000))
    }

    /// From one share to another: `61.0–62.3%`.
    pub fn share_range(&self, low: u32, high: u32) -> String {
        let (low, high) = (self.hundredths(low), self.hundredths(high));
        say!(self, "percent-range", low = low, high = high)
    }

    fn hundredths(&self, of_1000: u32) -> String {
        let (whole, tenth) = (of_1000 / 10, of_1000 % 10);
        format!("{whole}{}{tenth}", self.say("decimal-mark"))
    }

    /// A part of a whole as per cent.
    pub fn part(&self, part: &Figure) -> String {
        self.percent(&self.figure(&(part * 100), Places::One))
    }

    pub fn percent(&self, shown: &str) -> String {
        say!(self, "percent", n = shown)
    }

    /// A date `2027-01-31` in words; anything else as it is.
    pub fn date(&self, date: &str) -> String {
        let parts: Vec<&str> = date.split('-').collect();
        let [year, month, day] = parts[..] else {
            return date.to_owned();
        };
        match (year.parse::<u16>(), month.parse::<u8>(), day.parse::<u8>()) {
            (Ok(_), Ok(month @ 1..=12), Ok(day @ 1..=31)) if date.len() == 10 => {
                say!(
                    self,
                    "date",
                    day = u32::from(day),
                    month = self.month(month),
                    year = year
                )
            }
            _ => date.to_owned(),
        }
    }

    fn month(&self, month: u8) -> String {
        self.say("months")
            .split_whitespace()
            .nth(usize::from(month) - 1)
            .expect("summary.ftl names twelve months")
            .to_owned()
    }

    /// A length of time in minutes, or in hours and minutes.
    pub fn length(&self, ms: u64) -> String {
        let minutes = (ms + 30_000) / 60_000;
        match (minutes / 60, minutes % 60) {
            (0, 0) => self.say("length-short"),
            (0, minutes) => say!(self, "length-minutes", minutes = minutes),
            (hours, 0) => say!(self, "length-hours", hours = hours),
            (hours, minutes) => {
                say!(
                    self,
                    "length-hours-minutes",
                    hours = hours,
                    minutes = minutes
                )
            }
        }
    }

    /// “a”, “a and b”, “a, b and c”.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                say!(
                    self,
                    "list-and",
                    first = first.join(", "),
                    last = last.as_str()
                )
            }
        }
    }
}

/// The text with a name, with values: `say!(words, "count-cards", n = 3)`.
macro_rules! say {
    ($words:expr, $name:literal $(, $key:ident = $value:expr)+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $( args.set(stringify!($key), $value); )+
        $words.say_with($name, &args)
    }};
}
pub(crate) use say;
