package kg.salyk.picture

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import kg.salyk.Tone

private val colours = lightColorScheme(
    primary = Color(0xFF00574B),
    onPrimary = Color.White,
    primaryContainer = Color(0xFFCDE8E1),
    onPrimaryContainer = Color(0xFF00201B),
    secondaryContainer = Color(0xFFCDE8E1),
    onSecondaryContainer = Color(0xFF00201B),
    background = Color(0xFFF6FAF8),
    surface = Color(0xFFF6FAF8),
    onSurface = Color(0xFF171D1B),
    onSurfaceVariant = Color(0xFF3F4946),
    surfaceContainerHighest = Color.White,
    outline = Color(0xFF6F7976),
    outlineVariant = Color(0xFFBEC9C5),
    error = Color(0xFFA3261B),
)

/** The colours of both screens. */
@Composable
fun PhoneTheme(content: @Composable () -> Unit) = MaterialTheme(colorScheme = colours, content = content)

/** A ground and what is written on it, with a contrast above 7 to 1. */
data class Ink(val ground: Color, val text: Color)

/** The band that says that this is not an official service. */
val bandInk = Ink(Color(0xFFFFE08A), Color(0xFF2B2000))

/** A tone's colour, which never stands without its word. */
val Tone.ink: Ink
    get() = when (this) {
        Tone.NEUTRAL -> Ink(Color(0xFFE3E9E7), Color(0xFF1F2A27))
        Tone.GOOD -> Ink(Color(0xFFCFEBCB), Color(0xFF0B3510))
        Tone.WARNING -> Ink(Color(0xFFFFE5C2), Color(0xFF4A2800))
        Tone.BAD -> Ink(Color(0xFFFFDAD5), Color(0xFF5C0B05))
    }
