//! Pictures that are put on cards: which kinds there are, and what is one.

use crate::chain::Hash;
use crate::entry::PictureFacts;
use crate::refusal::Refusal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The largest picture: 4 MB.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The kinds of pictures. None of them can hold a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mime {
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/webp")]
    Webp,
    #[serde(rename = "image/gif")]
    Gif,
}

impl Mime {
    const ALL: [Mime; 4] = [Mime::Png, Mime::Jpeg, Mime::Webp, Mime::Gif];

    /// As browsers write it.
    pub fn name(self) -> &'static str {
        match self {
            Mime::Png => "image/png",
            Mime::Jpeg => "image/jpeg",
            Mime::Webp => "image/webp",
            Mime::Gif => "image/gif",
        }
    }

    /// What bytes are, by how they begin.
    pub fn of(bytes: &[u8]) -> Option<Mime> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Mime::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Mime::Jpeg),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Mime::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Mime::Gif),
            _ => None,
        }
    }
}

/// The bytes of base64 as it is written here: with padding, and only in one way.
pub fn bytes_of(base64: &str) -> Option<Vec<u8>> {
    STANDARD.decode(base64).ok()
}

/// What a picture in base64 is.
///
/// # Errors
/// `not-a-picture`, `too-large`.
pub fn facts_of(mime: &str, base64: &str) -> Result<PictureFacts, Refusal> {
    let not = |says: String| {
        Refusal::new(
            "not-a-picture",
            says,
            "Bring a picture in PNG, JPEG, WebP or GIF.",
        )
    };
    let told = Mime::ALL.into_iter().find(|known| known.name() == mime);
    let Some(told) = told else {
        return Err(not(format!(
            "“{mime}” is no kind of picture that can be put on a card."
        )));
    };
    // Three bytes in four characters; what is far too long is not decoded first.
    let bytes = if base64.len() / 4 * 3 > LARGEST + 2 {
        None
    } else {
        let bytes = bytes_of(base64).ok_or_else(|| {
            not("The picture did not come whole: it is not in base64.".to_owned())
        })?;
        (bytes.len() <= LARGEST).then_some(bytes)
    };
    let Some(bytes) = bytes else {
        return Err(Refusal::new(
            "too-large",
            "A picture has at most 4 MB; this one has more.",
            "Make it smaller and bring it again.",
        ));
    };
    if Mime::of(&bytes) != Some(told) {
        return Err(not(format!(
            "What came is no picture of the kind “{mime}”."
        )));
    }
    Ok(PictureFacts {
        sha256: Sha256::digest(&bytes).into(),
        mime: told,
        size: bytes.len() as u32,
    })
}

/// Whether base64 holds the bytes with that SHA-256.
pub fn holds(base64: &str, sha256: &Hash) -> bool {
    bytes_of(base64).is_some_and(|bytes| Sha256::digest(&bytes).as_slice() == sha256)
}
