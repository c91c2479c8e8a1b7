//! A paper as a page of HTML that stands by itself: no script, nothing to fetch, its language named, headings and pairs of names
//! and values for screen readers, and a layout for printers. Values are untrusted: whatever they hold is text.

use super::paper::Paper;

/// The page's media type.
pub(super) const MEDIA_TYPE: &str = "text/html";

/// What no page of ours asks for can't be smuggled in either.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Sizes follow the reader's own; names and values stand side by side where there is room.
const STYLE: &str = "body{font:1em/1.4 sans-serif;max-width:44em;margin:1em auto;padding:0 1em;color:#000;background:#fff}\
.band{border:3px double;padding:.5em;font-weight:bold}h1{font-size:1.5em}h2{font-size:1.15em;margin-bottom:.3em}\
dl{margin:0}dl div{display:flex;flex-wrap:wrap;gap:0 1em;border-bottom:1px solid #999;padding:.2em 0;break-inside:avoid}\
dt{flex:1 1 14em;color:#333}dd{flex:2 1 18em;margin:0;overflow-wrap:anywhere}.open{min-height:2em;border-bottom:1px solid}";

/// The page's text.
pub(super) fn page(paper: &Paper) -> String {
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"");
    page.push_str(paper.language.tag());
    page.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    page.push_str(POLICY);
    page.push_str("\">\n");
    put(&mut page, "<title>", &paper.title, "</title>\n<style>");
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n<body>\n<main>\n");
    if let Some(band) = &paper.band {
        put(&mut page, "<p class=\"band\">", band, "</p>\n");
    }
    put(&mut page, "<h1>", &paper.title, "</h1>\n");
    for remark in &paper.remarks {
        put(&mut page, "<p>", remark, "</p>\n");
    }
    if let Some(picture) = &paper.picture {
        // Beyond its declaration, which stands at the beginning of a file alone.
        let drawn = picture.find("<svg").and_then(|start| picture.get(start..));
        put(&mut page, "<div role=\"img\" aria-label=\"", &paper.title, "\">");
        page.push_str(drawn.unwrap_or_default());
        page.push_str("</div>\n");
    }
    for part in &paper.parts {
        put(&mut page, "<section>\n<h2>", &part.heading, "</h2>\n<dl>\n");
        for row in &part.rows {
            put(&mut page, "<div><dt>", &row.label, "</dt>");
            if row.value.is_empty() {
                put(
                    &mut page,
                    "<dd class=\"open\" aria-label=\"",
                    &paper.by_hand,
                    "\"></dd></div>\n",
                );
            } else {
                put(&mut page, "<dd>", &row.value, "</dd></div>\n");
            }
        }
        page.push_str("</dl>\n</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// A text between two pieces of the page.
fn put(page: &mut String, before: &str, text: &str, after: &str) {
    page.push_str(before);
    for letter in text.chars() {
        match letter {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            letter if letter.is_control() => page.push(' '),
            // These would let a value turn the letters after it around.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter => page.push(letter),
        }
    }
    page.push_str(after);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::paper::row;
    use super::*;
    use crate::text::{Language, Texts};

    fn paper(label: &str, value: &str) -> Paper {
        let mut paper = Paper::new(Texts::of(Language::Kyrgyz), false, value.to_owned(), "sample");
        paper.remarks.push(value.to_owned());
        paper.part(
            value.to_owned(),
            vec![row(label.to_owned(), value), row(label.to_owned(), "")],
        );
        paper
    }

    /// The tags of a page, in order.
    fn tags(page: &str) -> Vec<&str> {
        let opened = page.split('<').skip(1);
        opened.map(|rest| rest.split('>').next().unwrap()).collect()
    }

    /// What a reader shows of a piece of the page.
    fn shown(escaped: &str) -> String {
        let quotes = escaped
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        quotes.replace("&#39;", "'").replace("&amp;", "&")
    }

    #[test]
    fn the_page_names_its_language_and_stands_by_itself() {
        let page = page(&paper("a", "b"));
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ky\">"), "{page}");
        for outer in ["<script", "src=", "href=", "url(", "http:", "https:"] {
            assert!(!page.contains(outer), "{outer}");
        }
        assert!(page.contains("class=\"band\"") && page.contains("class=\"open\""));
        let mut real = paper("a", "b");
        real.band = None;
        assert!(!super::page(&real).contains("class=\"band\""));
    }

    proptest! {
        /// Whatever is written into a paper, its page has the tags that it has with plain letters, and shows every value whole.
        #[test]
        fn no_value_is_more_than_text(
            label in "[^\\p{C}]{0,20}",
            value in "([^\\p{C}]|<script>|</dd>|\"|'|&lt;|<!--|&#60;){1,40}",
        ) {
            let made = page(&paper(&label, &value));
            let plain = page(&paper("a", "b"));
            prop_assert_eq!(tags(&made), tags(&plain));
            for (before, after, wanted) in [
                ("<title>", "</title>", &value),
                ("<h1>", "</h1>", &value),
                ("<p>", "</p>", &value),
                ("<h2>", "</h2>", &value),
                ("<dt>", "</dt>", &label),
                ("<dd>", "</dd>", &value),
            ] {
                let (_, rest) = made.split_once(before).unwrap();
                let (text, _) = rest.split_once(after).unwrap();
                prop_assert_eq!(&shown(text), wanted, "{}", before);
            }
        }

        /// Letters that end lines, ring bells or turn others around are not passed on.
        #[test]
        fn no_letter_works_on_its_neighbours(value in "[\\x00-\\x1f\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}x]{1,20}") {
            let made = page(&paper("a", &value));
            prop_assert!(made.chars().all(|letter| letter == '\n' || !letter.is_control()));
            let turns = |letter: char| ('\u{202a}'..='\u{2069}').contains(&letter);
            prop_assert!(!made.contains(turns));
            prop_assert_eq!(made.lines().count(), page(&paper("a", "b")).lines().count());
        }
    }
}
