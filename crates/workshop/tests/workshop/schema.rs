//! The file's JSON Schema, made from the types, and every sample and template against it.

use canvas::board::Board;
use canvas::experience::Experience;
use ownership::report::Report;
use schemars::JsonSchema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use workshop::scenario::Scenario;
use workshop::template::Template;

/// A canvas of Atelier. `docs/file-format.md` explains it.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct CanvasFile {
    #[schemars(regex(pattern = "^atelier$"))]
    format: String,
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// The canvas, through saving and merging.
    id: String,
    title: String,
    params: FileParams,
    /// The Unicode version that text was cut into graphemes by.
    unicode: String,
    /// The present state.
    canvas: Board,
    /// Everybody's share.
    ownership: Report,
    /// The scores.
    experience: Experience,
    /// One secret of 16 bytes, in hexadecimal, for each voice.
    secrets: BTreeMap<String, String>,
    /// The truth: one array for each entry.
    log: Vec<Vec<Value>>,
    head: Head,
    /// SHA-256 of all bytes before this key.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    seal: String,
}

#[derive(JsonSchema)]
#[allow(dead_code)]
struct FileParams {
    cap: u32,
    fact: u32,
    #[serde(rename = "match")]
    matching: u32,
    feeling: u8,
}

/// The end of the hash chain.
#[derive(JsonSchema)]
#[allow(dead_code)]
struct Head {
    entries: u32,
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    hash: String,
    /// The hash after every thousandth entry.
    checkpoints: Vec<String>,
    /// The first twelve bits of each entry's hash, in base64url.
    trail: String,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn schema() -> Value {
    serde_json::to_value(schemars::schema_for!(CanvasFile)).expect("a schema is JSON")
}

/// `UPDATE_SCHEMA=1 cargo test -p workshop schema` writes it anew.
#[test]
fn the_schema_in_docs_is_that_of_the_types() {
    let path = root().join("docs/canvas.schema.json");
    let now = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &now).expect("docs can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == now,
        "docs/canvas.schema.json is not that of the types"
    );
}

fn assert_valid(what: &str, bytes: &[u8]) {
    let file: Value = serde_json::from_slice(bytes).expect("a canvas file is JSON");
    let validator = jsonschema::validator_for(&schema()).expect("the schema is one");
    let faults: Vec<String> = validator
        .iter_errors(&file)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

#[test]
fn samples_and_templates_fit_the_schema() {
    for template in Template::all() {
        let workshop = template.begin("0", "", [7; 32]);
        assert_valid(&template.id, &workshop.to_bytes());
    }
    let samples = std::fs::read_dir(root().join("assets/samples")).expect("there are samples");
    for sample in samples {
        let path = sample.expect("a file").path();
        let scenario = Scenario::parse(&std::fs::read(&path).expect("a file")).expect("a scenario");
        let workshop = scenario.play("0", [7; 32], None).expect("it plays");
        assert_valid(&path.display().to_string(), &workshop.to_bytes());
    }
}
