//! Text with numbered captures in it, such as `Why are you (5)?`.

use super::place::{Place, Read};

#[derive(Debug)]
pub enum Piece {
    Text(String),
    /// The number of a capture, from 1.
    Capture(usize),
}

pub type Template = Vec<Piece>;

pub fn read_template(source: &str, captures: usize, place: &Place) -> Read<Template> {
    let mut template = Vec::new();
    let mut text = String::new();
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        if let Some((number, after)) = leading_capture(rest) {
            if number < 1 || number > captures {
                return place.fail(&format!("must refer to captures 1 to {captures} only"));
            }
            template.push(Piece::Text(std::mem::take(&mut text)));
            template.push(Piece::Capture(number));
            rest = after;
        } else {
            text.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    template.push(Piece::Text(text));
    Ok(template)
}

/// The number of a reference such as `(2)` at the start of the text, and what follows it.
fn leading_capture(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix('(')?;
    let (digits, after) = inside.split_at_checked(inside.find(|c: char| !c.is_ascii_digit())?)?;
    let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    Some((number, after.strip_prefix(')')?))
}

pub fn assemble(template: &[Piece], captures: &[Vec<String>]) -> String {
    let mut text = String::new();
    for piece in template {
        match piece {
            Piece::Text(own) => text.push_str(own),
            Piece::Capture(number) => {
                let capture = number.checked_sub(1).and_then(|index| captures.get(index));
                text.push_str(&capture.map(|words| words.join(" ")).unwrap_or_default());
            }
        }
    }
    text
}
