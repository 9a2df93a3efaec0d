//! Bytes → text: UTF-8, UTF-16 with a byte order mark, or the Western 8-bit encoding of Italian
//! files, which is said in a note. Offsets count in the text that comes out: a byte order mark is no
//! part of it, so the first character after it stands at 0.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Diagnostic, DiagnosticKind};
use crate::span::Span;

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, borrowed where it was UTF-8.
    pub text: Cow<'a, str>,
    /// Said where the bytes were not UTF-8.
    pub note: Option<Diagnostic>,
}

/// Bytes that are no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing, or only white space.
    #[error("è vuoto, non c'è testo")]
    Empty,
    /// Control characters that no text has.
    #[error("è binario, non è testo")]
    Binary,
}

/// Decodes the bytes of a file.
///
/// # Errors
/// [`DecodeError`] where there is no text in them.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, DecodeError> {
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_16LE || encoding == UTF_16BE => converted(&bytes[length..], encoding),
        Some((_, length)) => utf8_or_detected(&bytes[length..]),
        None => utf8_or_detected(bytes),
    };
    let sample = decoded.text.chars().take(4096);
    let (control, all) = sample.fold((0usize, 0usize), |(c, n), x| (c + usize::from(is_binary(x)), n + 1));
    if control > 0 && (decoded.text.contains('\0') || control * 20 > all) {
        return Err(DecodeError::Binary);
    }
    if decoded.text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(decoded)
}

fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}' | '\u{1a}')
}

fn utf8_or_detected(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), note: None };
    }
    if is_damaged_utf8(bytes) {
        let message = "il file è in UTF-8, con alcuni byte non validi: al loro posto sta «\u{fffd}»".to_owned();
        return Decoded { text: Cow::Owned(String::from_utf8_lossy(bytes).into_owned()), note: Some(note(message)) };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"it"), Utf8Detection::Deny);
    if guess == WINDOWS_1252 || guess == ISO_8859_15 {
        return converted(bytes, guess);
    }
    // Italian is written in the Western encodings: another guess is mostly the mistake of a short
    // text, but whoever reads the letters should know of it
    let mut decoded = converted(bytes, WINDOWS_1252);
    if let Some(note) = &mut decoded.note {
        note.message.push_str(&format!("; potrebbe essere {}: controllare le lettere accentate", guess.name()));
    }
    decoded
}

/// One cut character must not turn every other accent into two wrong letters: the well-formed
/// sequences of several bytes, which Western text has only by accident, outnumber the broken ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

fn converted(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let (text, _, lossy) = encoding.decode(bytes);
    let loss = if lossy { "; alcuni caratteri non si leggono" } else { "" };
    let message = format!("il file non è in UTF-8: letto come {}{loss}", encoding.name());
    Decoded { text: Cow::Owned(text.into_owned()), note: Some(note(message)) }
}

fn note(message: String) -> Diagnostic {
    Diagnostic { kind: DiagnosticKind::Decoded, span: Span::default(), message }
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, decode};

    #[test]
    fn encodings_of_the_newsroom_are_read() {
        assert_eq!(decode("«È così»".as_bytes()).map(|d| d.note), Ok(None));
        let latin = decode(b"\xabE' cos\xec\xbb, ha detto il perito. Perch\xe9 no?").expect("text");
        assert_eq!(latin.text, "«E' così», ha detto il perito. Perché no?");
        assert!(latin.note.is_some());
        let cp1252 = decode(b"\x93Citt\xe0\x94, ha detto il sindaco della citt\xe0").expect("text");
        assert!(cp1252.text.starts_with("“Città”"), "{}", cp1252.text);
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("«Sì»".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&utf16).map(|d| d.text.into_owned()), Ok("«Sì»".to_owned()));
        assert_eq!(decode("\u{feff}Testo".as_bytes()).map(|d| d.text.into_owned()), Ok("Testo".to_owned()));
    }

    #[test]
    fn a_cut_character_does_not_spoil_the_other_accents() {
        let mut bytes = "«È così», dirà più volte. Perché?".as_bytes().to_vec();
        bytes.push(0xc3);
        let decoded = decode(&bytes).expect("text");
        assert_eq!(decoded.text, "«È così», dirà più volte. Perché?\u{fffd}");
        assert!(decoded.note.is_some_and(|n| n.message.contains("UTF-8")));
    }

    #[test]
    fn another_guess_is_read_as_western_and_said() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Путин заявил, что переговоры продолжаются");
        let message = decode(&bytes).ok().and_then(|d| d.note).map(|n| n.message).unwrap_or_default();
        assert!(message.contains("windows-1252") && message.contains("potrebbe essere windows-1251"), "{message}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b""), Err(DecodeError::Empty));
        assert_eq!(decode(b" \n\t "), Err(DecodeError::Empty));
        assert_eq!(decode("\u{feff}".as_bytes()), Err(DecodeError::Empty));
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0"), Err(DecodeError::Binary));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_text_or_an_error(bytes: Vec<u8>) {
            if let Ok(decoded) = decode(&bytes) {
                proptest::prop_assert!(!decoded.text.trim().is_empty() && !decoded.text.contains('\0'));
            }
        }
    }
}
