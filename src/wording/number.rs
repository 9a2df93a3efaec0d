//! Numbers, in digits or in words, → their value: *trentamila*, *30 mila* and *30.000* are one.

use text2num::lang::Italian;
use text2num::text2digits;

use crate::grammar::meaning::Meaning;

/// Reads numbers.
#[derive(Default)]
pub(super) struct Numbers(Italian);

impl Numbers {
    /// Whether a word is a number or the part of one. An article (*un*) and a preposition (*secondo*) that are
    /// written like numbers are none.
    pub fn is_numeral(&self, key: &str, meaning: &Meaning) -> bool {
        key.starts_with(|c: char| c.is_ascii_digit())
            || meaning.multiplier(key).is_some()
            || !meaning.is_no_number(key) && self.in_words(key).is_some()
    }

    /// The value of the words of one number, by their keys, in digits with a decimal point. Words that are numbers
    /// one by one but not together keep their own values.
    pub fn value(&self, keys: &[&str], meaning: &Meaning) -> Option<String> {
        // tre milioni e duecentomila
        if let Some(and) = keys.iter().position(|k| meaning.joins_numbers(k)) {
            let (large, rest) = (&keys[..and], &keys[and + 1..]);
            if rest.first().is_some_and(|k| meaning.is_half(k)) {
                let half = meaning.multiplier(large.last()?)?.checked_div(2)?;
                return sum(&self.value(large, meaning)?, &half.to_string());
            }
            return sum(&self.value(large, meaning)?, &self.value(rest, meaning)?);
        }
        let (first, rest) = keys.split_first()?;
        if let Some((digits, letters)) = split_digits(first) {
            // 1 500 000
            let group = |k: &&&str| k.len() == 3 && k.bytes().all(|b| b.is_ascii_digit());
            let groups = if digits.len() <= 3 && letters.is_empty() { rest.iter().take_while(group).count() } else { 0 };
            let digits = digits + &rest[..groups].concat();
            let mut by = std::iter::once(letters).chain(rest[groups..].iter().copied()).filter_map(|w| meaning.multiplier(w));
            return Some(canonical(&times(&digits, by.try_fold(1u64, u64::checked_mul)?)));
        }
        if let ([], Some(by)) = (rest, meaning.multiplier(first)) {
            return Some(by.to_string());
        }
        self.in_words(&keys.join(" ")).or_else(|| {
            let each: Option<Vec<String>> = keys.iter().map(|k| self.in_words(k)).collect();
            each.map(|each| each.join(" "))
        })
    }

    /// A number in words; the last letter may have an accent (*ventitré*) or be elided (*quarant'anni*).
    fn in_words(&self, words: &str) -> Option<String> {
        let read = match words.strip_suffix('\'') {
            Some(bare) => text2digits(bare, &self.0).or_else(|_| text2digits(&format!("{bare}a"), &self.0)),
            None => text2digits(words, &self.0),
        };
        read.ok().map(|digits| digits.trim_end_matches(['º', 'ª']).to_owned())
    }
}

/// *30mila* → `30`, `mila`; *1.500,50* → `1500.50`; *15:30* → `15:30`.
fn split_digits(word: &str) -> Option<(String, &str)> {
    let end = word.find(char::is_alphabetic).unwrap_or(word.len());
    let (number, letters) = word.split_at(end);
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let whole = number.split(',').next().unwrap_or(number);
    let thousands = whole.contains('.') && whole.split('.').skip(1).all(|group| group.len() == 3);
    let digits: String = number.chars().filter(|c| !(thousands && *c == '.')).map(|c| if c == ',' { '.' } else { c }).collect();
    Some((digits, letters))
}

/// Moves the decimal point instead of computing: no rounding.
fn times(digits: &str, by: u64) -> String {
    let zeros = by.to_string().len() - 1;
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let kept = part.get(..zeros.min(part.len())).unwrap_or_default();
    let rest = part.get(kept.len()..).unwrap_or_default();
    let whole = format!("{whole}{kept}{}", "0".repeat(zeros - kept.len()));
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

/// *0500000* → `500000`; *15.00* → `15`; an hour stays as it is written but for its sign.
fn canonical(digits: &str) -> String {
    let digits = digits.replace(':', ".");
    let digits = if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() || bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() }
}

/// Of whole numbers only.
fn sum(a: &str, b: &str) -> Option<String> {
    Some(a.parse::<u64>().ok()?.checked_add(b.parse().ok()?)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::Numbers;
    use crate::Engine;

    #[test]
    fn one_value_for_all_spellings() {
        let engine = Engine::embedded().expect("grammar");
        let meaning = &engine.grammar().meaning;
        let numbers = Numbers::default();
        for (words, value) in [
            ("trentamila", "30000"),
            ("30mila", "30000"),
            ("30 mila", "30000"),
            ("30.000", "30000"),
            ("2,5 milioni", "2500000"),
            ("due milioni", "2000000"),
            ("milione", "1000000"),
            ("3,5", "3.5"),
            ("primo", "1"),
            ("ventitre'", "23"),
            ("quarant'", "40"),
            ("15.30", "15.3"),
            ("15:30", "15.3"),
            ("15.00", "15"),
            ("0,5 milioni", "500000"),
            ("1 500", "1500"),
            ("tre milioni e duecentomila", "3200000"),
            ("milione e mezzo", "1500000"),
            ("3 milioni e 200 mila", "3200000"),
        ] {
            let keys: Vec<&str> = words.split(' ').collect();
            assert_eq!(numbers.value(&keys, meaning).as_deref(), Some(value), "{words}");
        }
        assert!(!numbers.is_numeral("un", meaning) && numbers.is_numeral("due", meaning) && !numbers.is_numeral("casa", meaning));
    }
}
