//! The pages that browsers are given: what `npm run build` has made.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Page;

/// The facilitator's page.
pub fn index() -> Response {
    one_of(&["index.html"])
}

/// The page of participants.
pub fn participant() -> Response {
    one_of(&["participant.html"])
}

/// What is shown to the room.
pub fn projector() -> Response {
    one_of(&["projector.html", "index.html"])
}

/// The first of these pages that there is.
fn one_of(pages: &[&str]) -> Response {
    for name in pages {
        if let Some(page) = Page::get(name) {
            return file(name, page.data.into_owned());
        }
    }
    message(
        StatusCode::SERVICE_UNAVAILABLE,
        "The page is not in this build",
        "Atelier was built without its page. Build it with `npm ci && npm run build` in the \
         folder of the sources, then build Atelier again.",
    )
}

/// A file that belongs to a page.
pub fn asset(path: &str) -> Response {
    match Page::get(path) {
        // Pages are shown to whoever has the key.
        Some(asset) if !path.ends_with(".html") => file(path, asset.data.into_owned()),
        _ => message(
            StatusCode::NOT_FOUND,
            "There is nothing here",
            "Use the address that Atelier gave when it started.",
        ),
    }
}

/// Says something in place of the page.
pub fn message(status: StatusCode, title: &str, says: &str) -> Response {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\n\
         <h1>{title}</h1>\n<p>{says}</p>\n</html>\n"
    );
    (
        status,
        [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CACHE_CONTROL, "no-store"),
        ],
        page,
    )
        .into_response()
}

fn file(path: &str, bytes: Vec<u8>) -> Response {
    // Files in `assets` are named by what is in them.
    let keep = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
