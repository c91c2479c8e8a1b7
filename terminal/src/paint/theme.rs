//! Colours, each with a meaning; without colour the same meanings by weight and underline alone.

use ratatui::style::{Color, Modifier, Style};
use salyk_client::view::Tone;

/// The styles of everything that is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With colours, unless `no_color` (<https://no-color.org>: the variable `NO_COLOR`, when it is set and not empty).
    #[must_use]
    pub fn new(no_color: bool) -> Self {
        Self { colour: !no_color }
    }

    fn fg(self, color: Color) -> Style {
        if self.colour {
            Style::new().fg(color)
        } else {
            Style::new()
        }
    }

    /// A code to be scanned: light on dark, or as the terminal has it.
    #[must_use]
    pub fn code(self) -> Style {
        if self.colour {
            Style::new().fg(Color::White).bg(Color::Black)
        } else {
            Style::new()
        }
    }

    /// Ordinary text.
    #[must_use]
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Text that stands out.
    #[must_use]
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Text that stands back; dimming alone is unreadable in some terminals, so it is a colour or nothing.
    #[must_use]
    pub fn faint(self) -> Style {
        self.fg(Color::Gray).add_modifier(Modifier::ITALIC)
    }

    /// A heading.
    #[must_use]
    pub fn heading(self) -> Style {
        self.fg(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// A standing.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Style {
        let color = match tone {
            Tone::Neutral => return self.strong(),
            Tone::Good => Color::Green,
            Tone::Warning => Color::Yellow,
            Tone::Bad => Color::LightRed,
        };
        self.fg(color).add_modifier(Modifier::BOLD)
    }

    /// The band that says that this is no official service.
    #[must_use]
    pub fn band(self) -> Style {
        if self.colour {
            Style::new()
                .fg(Color::Black)
                .bg(Color::Yellow)
                .add_modifier(Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
        }
    }

    /// The phone's edge.
    #[must_use]
    pub fn edge(self) -> Style {
        self.fg(Color::Gray)
    }

    /// A link.
    #[must_use]
    pub fn link(self) -> Style {
        self.fg(Color::LightBlue).add_modifier(Modifier::UNDERLINED)
    }

    /// The button that the screen is for.
    #[must_use]
    pub fn primary(self) -> Style {
        if self.colour {
            Style::new()
                .fg(Color::Black)
                .bg(Color::Green)
                .add_modifier(Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
        }
    }

    /// Any other button.
    #[must_use]
    pub fn button(self) -> Style {
        self.fg(Color::Cyan)
    }

    /// Something that can't be undone.
    #[must_use]
    pub fn destructive(self) -> Style {
        self.fg(Color::LightRed)
    }

    /// What may not be used now.
    #[must_use]
    pub fn disabled(self) -> Style {
        self.fg(Color::Gray)
    }

    /// The text of a field.
    #[must_use]
    pub fn field(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// The mark beside the focused item.
    #[must_use]
    pub fn focus(self) -> Style {
        self.fg(Color::LightYellow).add_modifier(Modifier::BOLD)
    }
}
