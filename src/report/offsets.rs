//! Bytes of the text → the unit that a report counts in.

/// The unit of offsets in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode code points, what W3C's TextPositionSelector counts.
    #[default]
    CodePoint,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units, what browsers and Java count.
    Utf16,
}

impl Unit {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Unit::CodePoint => "codepoint",
            Unit::Byte => "byte",
            Unit::Utf16 => "utf16",
        }
    }
}

/// Bytes between two remembered places.
const STRIDE: usize = 128;

/// Converts byte offsets of one text; made in one pass, asked in constant time.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// The converted offset of every `STRIDE`th byte.
    marks: Vec<usize>,
}

impl<'t> Offsets<'t> {
    /// The converter of a text to a unit.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut marks = Vec::new();
        if unit != Unit::Byte {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STRIDE == 0 {
                    marks.push(count);
                }
                count += width(byte, unit);
            }
        }
        Offsets { text, unit, marks }
    }

    /// The converter of a text to code points.
    pub fn code_points(text: &'t str) -> Self {
        Self::new(text, Unit::CodePoint)
    }

    /// What it counts.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The offset of a byte that begins a character; the text's length for all beyond.
    pub fn at(&self, byte: usize) -> usize {
        if self.unit == Unit::Byte {
            return byte;
        }
        let byte = byte.min(self.text.len());
        let mark = byte / STRIDE;
        let Some(known) = self.marks.get(mark) else {
            return self.text.bytes().map(|b| width(b, self.unit)).sum();
        };
        let rest = &self.text.as_bytes()[mark * STRIDE..byte];
        known + rest.iter().map(|b| width(*b, self.unit)).sum::<usize>()
    }
}

/// What a byte adds: its character's width at the leading byte, nothing behind.
fn width(byte: u8, unit: Unit) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0.. if unit == Unit::Utf16 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{Offsets, Unit};

    #[test]
    fn every_unit_counts_as_its_own_encoding() {
        let text = format!("e\u{300} 🎻 «così» {}", "però ".repeat(80));
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            assert_eq!(Offsets::new(&text, Unit::CodePoint).at(at), before.chars().count());
            assert_eq!(Offsets::new(&text, Unit::Utf16).at(at), before.encode_utf16().count());
            assert_eq!(Offsets::new(&text, Unit::Byte).at(at), at);
        }
    }
}
