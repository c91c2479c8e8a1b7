//! A code drawn with blocks.

/// The light border that readers need, in modules.
const QUIET: usize = 4;

/// Two rows of modules a line, dark ones left out: what is written shines, as scanners want it on a dark ground.
#[must_use]
pub fn blocks(side: usize, dark: &[bool]) -> Vec<String> {
    let rows: Vec<_> = dark.chunks(side.max(1)).collect();
    let is_light = |row: usize, column: usize| {
        let inside = row.checked_sub(QUIET).zip(column.checked_sub(QUIET));
        let dark = inside.and_then(|(row, column)| rows.get(row)?.get(column));
        !dark.is_some_and(|dark| *dark)
    };
    let whole = side + 2 * QUIET;
    let lines = (0..whole).step_by(2).map(|row| {
        let columns = 0..whole;
        columns
            .map(|column| {
                let below = row + 1 < whole && is_light(row + 1, column);
                match (is_light(row, column), below) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                }
            })
            .collect()
    });
    lines.collect()
}
