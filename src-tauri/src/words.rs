//! What the menu and the dialogs say, from the locale files.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let text = include_str!("../../assets/locales/en/desktop.ftl");
    let resource = FluentResource::try_new(text.to_owned()).expect("desktop.ftl is well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::langid!("en")]);
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .expect("each text stands once in desktop.ftl");
    bundle
});

/// The text with this name.
pub fn text(name: &str) -> String {
    text_with(name, &[])
}

/// The text with this name, with values in the places it leaves open.
///
/// # Panics
/// If the locale file has no such text: a mistake in the program.
pub fn text_with(name: &str, values: &[(&str, &str)]) -> String {
    let pattern = ENGLISH
        .get_message(name)
        .and_then(|message| message.value())
        .unwrap_or_else(|| panic!("desktop.ftl has no text `{name}`"));
    let args: FluentArgs = values.iter().map(|&(key, value)| (key, value)).collect();
    let mut errors = Vec::new();
    let text = ENGLISH.format_pattern(pattern, Some(&args), &mut errors);
    debug_assert!(errors.is_empty(), "{name}: {errors:?}");
    text.into_owned()
}
