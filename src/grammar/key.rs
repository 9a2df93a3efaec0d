//! Look-up keys: words are compared by key, never by their text, so that case, apostrophes and the
//! Unicode form of an article make no difference.
//!
//! A key is lower case and composed (NFC), with a straight apostrophe, and an accent on the **last**
//! letter written as an apostrophe, whichever accent it is: *perché*, *perchè*, *PERCHE'* and
//! *perche’* have the one key `perche'`. Accents inside a word stay.

use unicode_normalization::UnicodeNormalization;

/// The key of `word`, as a new string.
pub fn key(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 1);
    key_into(word, &mut out);
    out
}

/// The key of `word`, into a buffer that is cleared first: no allocation for the common word.
pub fn key_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    // the first byte of all combining marks
    if word.bytes().any(|b| matches!(b, 0xCC | 0xCD)) && word.chars().any(is_combining) {
        word.nfc().for_each(|c| push_lower(c, out));
    } else {
        word.chars().for_each(|c| push_lower(c, out));
    }
    fold_final_accent(out);
}

/// Whether `c` is a combining mark that NFC could join to the letter before.
pub fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The characters of a text without accents and other marks on them.
pub fn without_accents(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfd().filter(|c| !is_combining(*c))
}

fn push_lower(c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '’' | '‘' | 'ʼ' => out.push('\''),
        _ if c.is_uppercase() => out.extend(c.to_lowercase()),
        _ => out.push(c),
    }
}

fn fold_final_accent(out: &mut String) {
    let base = match out.chars().next_back() {
        Some('à' | 'á') => 'a',
        Some('è' | 'é') => 'e',
        Some('ì' | 'í') => 'i',
        Some('ò' | 'ó') => 'o',
        Some('ù' | 'ú') => 'u',
        _ => return,
    };
    out.pop();
    out.push(base);
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_key_for_all_spellings() {
        for word in ["perché", "perchè", "PERCHE'", "Perche’", "perche\u{300}"] {
            assert_eq!(key(word), "perche'", "{word}");
        }
        assert_eq!(key("L’"), "l'");
        assert_eq!(key("Córdoba"), "córdoba");
        assert_ne!(key("è"), key("e"));
    }
}
